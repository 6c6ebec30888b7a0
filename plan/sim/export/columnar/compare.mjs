// Reads the Parquet files of a folder that examples/study wrote with hyparquet, an implementation of others, and compares every value with
// what stands in the CSV and JSON beside them, to the last bit.
//
//   node compare.mjs NODE_MODULES FOLDER...
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [modules, ...folders] = process.argv.slice(2)
const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } =
  await import(pathToFileURL(join(resolve(modules), 'hyparquet/src/node.js')))

let compared = 0
const same = (got, want, where) => {
  if (!Object.is(got, want)) throw new Error(`${where}: ${got} in the Parquet file, ${want} beside it`)
  compared++
}

// parquet returns the rows of a file and its provenance.
const parquet = async name => {
  const file = await asyncBufferFromFile(name)
  const metadata = await parquetMetadataAsync(file)
  const provenance = metadata.key_value_metadata.find(({ key }) => key === 'provenance').value
  return { rows: await parquetReadObjects({ file, metadata }), provenance }
}

// csv returns the lines of a table as objects by heading, and what stands after # above them.
const csv = name => {
  const text = readFileSync(name, 'utf8')
  const above = text.startsWith('# ') ? text.slice(2, text.indexOf('\n')) : undefined
  const lines = [[]]
  for (const [, field, end] of text.slice(above ? above.length + 3 : 0).matchAll(/("(?:[^"]|"")*"|[^,\n]*)(,|\n|$)/g)) {
    lines.at(-1).push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)
    if (end === '\n') lines.push([])
  }
  lines.pop() // what is after the last line
  const [head, ...body] = lines
  return { above, rows: body.map(line => Object.fromEntries(head.map((name, i) => [name, line[i]]))) }
}

const number = text => (text === '' ? null : Number(text))

// table compares a table of numbers: the same rows in the same order. value is the heading of the column of values.
const table = async (folder, name, value) => {
  const got = await parquet(join(folder, `${name}.parquet`))
  const want = csv(join(folder, `${name}.csv`))
  same(got.rows.length, want.rows.length, `rows of ${name}`)
  got.rows.forEach((row, i) => {
    const beside = want.rows[i]
    for (const column of ['arm', 'kind', 'name']) same(row[column], beside[column], `${name}, row ${i}, ${column}`)
    same(row.moment, number(beside.moment), `${name}, row ${i}, moment`)
    same(row.value, number(beside[value]), `${name}, row ${i}, value`)
    same(row.standard_error, number(beside['standard error'] ?? ''), `${name}, row ${i}, standard error`)
  })
  return { ...got, above: want.above }
}

for (const folder of folders) {
  const before = compared
  const result = await table(folder, 'result', 'value')
  same(result.provenance, result.above, 'provenance')
  const json = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'))
  same(result.provenance, JSON.stringify(json.provenance).replace(/[<>&]/g, c => '\\u00' + c.charCodeAt(0).toString(16)), 'provenance in JSON')
  const flat = json.series.flatMap(s => s.values.map((value, i) => ({ ...s, value, error: s.standardErrors[i] })))
  result.rows.forEach((row, i) => {
    same(row.value, flat[i].value, `series, value ${i}`)
    same(row.standard_error, flat[i].error, `series, standard error ${i}`)
  })
  if (existsSync(join(folder, 'people.parquet'))) await table(folder, 'people', 'number')
  if (existsSync(join(folder, 'draws.parquet'))) {
    const { rows } = await parquet(join(folder, 'draws.parquet'))
    const draws = csv(join(folder, 'draws.csv')).rows
    const numbers = rows.filter(row => row.kind !== 'gain')
    same(numbers.length, draws.reduce((n, draw) => n + Object.keys(draw).length - 1, 0), 'numbers of draws')
    const byNumber = new Map(draws.map(draw => [Number(draw.draw), draw]))
    for (const { draw, arm, name, value } of numbers) {
      same(value, number(byNumber.get(Number(draw))[arm === null ? name : `${arm}: ${name}`]), `draw ${draw}, ${name}`)
    }
  }
  console.log(`${folder}: ${compared - before} values are the same in Parquet, CSV and JSON`)
}
