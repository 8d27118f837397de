// A small widget, written for the vendor's client. What it hears ends in `heard`.
export function widget(ZAFClient, heard) {
  const client = ZAFClient.init();
  const note = (name, promise) =>
    promise.then(
      (value) => heard.push([name, value]),
      (error) => heard.push([name, "rejected", error instanceof Error || error?.message ? error.message : error]),
    );
  note("context", client.context());
  note("metadata", client.metadata());
  note("email", client.get("ticket.requester.email"));
  client.on("ticket.status.changed", (status) => heard.push(["status", status]));
  let refuses = true;
  client.on("ticket.save", () => (refuses ? "Add an order number" : true));
  return {
    values: () => note("values", client.get(["ticket.subject", "ticket.requester", "ticket.dance"])),
    unknown: () => note("unknown", client.get("ticket.dance")),
    user: () => note("user", client.get("currentUser")),
    set: () => note("set", client.set("ticket.priority", "high")),
    priority: () => note("priority", client.get("ticket.priority")),
    resize: () => note("resize", client.invoke("resize", { width: "100%", height: "400px" })),
    notify: () => note("notify", client.invoke("notify", "Order found", "notice")),
    append: () => note("append", client.invoke("comment.appendText", "Thanks, Ana")),
    odd: () => note("odd", client.invoke("ticketFields:priority.hide")),
    request: () => note("request", client.request("/api/v2/tickets/4711.json")),
    missing: () => note("missing", client.request({ url: "/api/v2/tickets/4712.json", type: "GET" })),
    accept: () => (refuses = false),
  };
}
