// One widget, every console. See the README beside `package.json`.
export { connect } from './connect.js';
export type { Action, Connection, ConnectOptions, Event, EventKind, Sent } from './connect.js';
export { defineWorkspacesElement } from './element.js';
export type { Mount } from './element.js';
export { ConnectError, SendError } from './errors.js';
export type { SendErrorCode } from './errors.js';
export type { CoreModule } from './module.js';
export type { Answered, HttpRequest } from './port.js';
export type * as Model from './model.js';
