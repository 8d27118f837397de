import { connect } from '../dist/index.js';

connect().on('context.changed', ({ data }) => parent.postMessage({ first: performance.now(), who: data.contact.name }, '*'));
