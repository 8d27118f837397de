// Writes src/model.ts from the JSON Schemas of the Rust model; with `--check` it fails where they differ.
//
// By ourselves, since general generators lose what matters here: the words of open sets, and which data belongs to which
// kind of event. What a schema says in a way that is not foreseen is an error, never `unknown` in silence.
import { readFile, writeFile } from 'node:fs/promises';

const schemas = new URL('../../../../schemas/', import.meta.url);
const target = new URL('../src/model.ts', import.meta.url);

const read = async (name) => JSON.parse(await readFile(new URL(`${name}.json`, schemas), 'utf8'));

/** Members of a schema that say nothing about its type. */
const SILENT = ['description', 'format', 'minLength', 'pattern', 'minimum', 'maximum', 'title', '$schema', '$defs', 'allOf'];
const literal = (value) => (typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value));
const indent = (text) => text.replaceAll('\n', '\n  ');

function doc(text) {
  if (!text) return '';
  const lines = text.split('\n');
  return lines.length === 1 ? `/** ${text} */\n` : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

/** The TypeScript type that a schema describes. */
function type(schema, place) {
  if (schema === true) return 'unknown';
  const said = Object.keys(schema).filter((key) => !SILENT.includes(key));
  const only = (...keys) => said.every((key) => keys.includes(key));
  const [first] = said;
  if (said.length === 0) return 'unknown';
  if (only('$ref')) return schema.$ref.replace('#/$defs/', '');
  if (only('const', 'type') && 'const' in schema) return literal(schema.const);
  if (only('enum', 'type') && schema.enum) return schema.enum.map(literal).join(' | ');
  const union = schema.oneOf ?? schema.anyOf;
  if (union && said.length === 1) return union.map((one) => type(one, place)).join(' | ');
  if (schema.type === 'array' && only('type', 'items')) return `Array<${type(schema.items ?? true, place)}>`;
  if (schema.type === 'object' && only('type', 'properties', 'required', 'additionalProperties')) return object(schema, place);
  if (schema.type === 'string' && schema.examples && only('type', 'examples')) {
    // Open: any other word is the host's own, and the known ones are still offered while typing.
    return [...schema.examples.map(literal), '(string & {})'].join(' | ');
  }
  const plain = { string: 'string', boolean: 'boolean', integer: 'number', number: 'number', null: 'null' }[schema.type];
  if (plain && only('type')) return plain;
  throw new Error(`${place}: expected a schema of a known form, found ${first} with ${said.join(', ')}`);
}

function object(schema, place) {
  const required = schema.required ?? [];
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const key = /^\w+$/.test(name) ? name : literal(name);
    return `${doc(member.description)}${key}${required.includes(name) ? '' : '?'}: ${type(member, `${place}/${name}`)};\n`;
  });
  if (members.length === 0) {
    const values = schema.additionalProperties === false ? 'never' : type(schema.additionalProperties ?? true, place);
    return `Record<string, ${values}>`;
  }
  return `{\n  ${indent(members.join('').trimEnd())}\n}`;
}

function declaration(name, schema) {
  const body = type(schema, name);
  const head = doc(schema.description);
  return schema.type === 'object' && body.startsWith('{') ? `${head}export interface ${name} ${body}\n` : `${head}export type ${name} = ${body};\n`;
}

/** The kinds of a schema and the name of each one's data: it tells them apart by `if` and `then`. */
const kinds = (schema) =>
  schema.allOf.map(({ if: when, then }) => [
    when.properties.type.const.replace('dev.onepane.', ''),
    then.properties.data.$ref.replace('#/$defs/', ''),
  ]);

const table = (name, text, entries) =>
  `${doc(text)}export interface ${name} {\n${entries.map(([kind, data]) => `  '${kind}': ${data};\n`).join('')}}\n`;

async function model() {
  const [event, action, frame, capabilities] = await Promise.all(['event', 'action', 'frame', 'capabilities'].map(read));
  const definitions = {
    ...event.$defs,
    ...action.$defs,
    ...frame.$defs,
    ...capabilities.$defs,
    Capabilities: capabilities,
    // With `type` and `data` of any kind; `connect.ts` tells the kinds apart.
    EventEnvelope: event,
    ActionEnvelope: action,
    Frame: frame,
  };
  return [
    '// The neutral model. Written by `npm run types` from the schemas of the Rust model: change it there.\n',
    ...Object.entries(definitions).sort(([one], [two]) => (one < two ? -1 : 1)).map((entry) => declaration(...entry)),
    table('EventData', 'What each kind of event tells.', kinds(event)),
    table('ActionData', 'What each kind of action takes.', kinds(action)),
  ].join('\n');
}

const text = await model();
if (process.argv.includes('--check')) {
  const found = await readFile(target, 'utf8');
  if (found !== text) {
    console.error('src/model.ts differs from the schemas: `npm run types` writes it anew');
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
