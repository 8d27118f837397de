// The vendor's unmodified client against the transcript: it says what the transcript says it does, and understands what
// the console answers there. `tests/it/sdk.rs` holds the emulator to the other half.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { GUID, ORIGIN, page } from "./client.mjs";
import { widget } from "./widget.mjs";

const transcript = readFileSync(new URL("../../fixtures/sdk/transcript.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** What the widget does next, once nothing more comes of what it did before. */
const STEPS = ["values", "unknown", "user", "set", "priority", "resize", "notify", "append", "odd", "request", "missing"];

test("the vendor's client and the emulator understand each other", async () => {
  const heard = [];
  const posted = [];
  const { ZAFClient, deliver } = page((data, origin) => {
    assert.equal(origin, ORIGIN);
    posted.push(data);
  });
  const desk = widget(ZAFClient, heard);
  const steps = [...STEPS];
  let hooks = 0;
  for (const line of transcript) {
    if (line.told?.hostevent === "zaf.ticket.save" && ++hooks === 2) desk.accept();
    if (line.from === "console") deliver(line.data);
    await new Promise((resolve) => setImmediate(resolve));
    if (line.from !== "widget") continue;
    if (posted.length === 0) desk[steps.shift()]();
    // Errors leave the page as plain objects.
    assert.deepEqual(JSON.parse(JSON.stringify(posted.shift())), line.data);
  }
  assert.deepEqual([posted, steps], [[], []]);
  assert.deepEqual(JSON.parse(JSON.stringify(heard)), [
    ["context", { instanceGuid: GUID, product: "support", location: "ticket_sidebar", ticketId: 4711 }],
    ["metadata", { settings: {} }],
    ["email", { "ticket.requester.email": "ana@example.test", errors: {} }],
    [
      "values",
      {
        "ticket.subject": "Parcel A-1",
        "ticket.requester": { email: "ana@example.test", id: 8801, name: "Ana Ruiz" },
        errors: {
          "ticket.dance": {
            name: "Error",
            message: "onepane: the simulated console has not been told it",
            path: "ticket.dance",
          },
        },
      },
    ],
    ["unknown", "rejected", '"ticket.dance" onepane: the simulated console has not been told it'],
    [
      "user",
      { currentUser: { email: "agent@example.test", id: 11, name: "Agent A", role: "agent" }, errors: {} },
    ],
    ["set", { "ticket.priority": "high", errors: {} }],
    ["priority", { "ticket.priority": "high", errors: {} }],
    ["resize", { resize: null, errors: {} }],
    ["notify", { notify: null, errors: {} }],
    ["append", "rejected", '"comment.appendText" the composer is locked'],
    ["odd", { "ticketFields:priority.hide": null, errors: {} }],
    ["request", { ticket: { id: 4711 } }],
    ["missing", "rejected", { statusText: "Not Found" }],
    ["status", "solved"],
  ]);
});
