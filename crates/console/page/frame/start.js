const begin = beginning();
const plays = { kustomer: playKustomer, web1on1: playWeb1on1, workspaces: playWorkspaces };
// Hosts that post window messages need nothing in the widget's page.
if (begin && plays[begin.host]) plays[begin.host](openPort(begin), begin);
