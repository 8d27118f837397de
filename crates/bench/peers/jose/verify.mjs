// The peer's side: takes turns as src/turns.rs does, with the token and key that our side has written into a folder.
// `npm ci` in this folder makes it part of `cargo xtask bench`.

import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { importJWK, jwtVerify } from 'jose'

const folder = process.argv[2]
const token = readFileSync(`${folder}/token.jwt`, 'utf8')
const key = await importJWK(JSON.parse(readFileSync(`${folder}/token.jwk`, 'utf8')), 'RS256')
// What our policy asks for, too.
const rules = {
  algorithms: ['RS256'],
  issuer: 'botmaker.com',
  clockTolerance: 60,
  currentDate: new Date(1770000600000),
  requiredClaims: ['exp'],
}

for await (const line of createInterface({ input: process.stdin })) {
  const times = Number(line.split(' ')[2])
  const start = process.hrtime.bigint()
  for (let time = 0; time < times; time++) await jwtVerify(token, key, rules)
  console.log(String(process.hrtime.bigint() - start))
}
