// Reads the blocks of MDX documents: `node blocks.mjs <in >out`, one JSON string a line.
// Of each it writes what `tests.torture.mdx` compares; null for what MDX refuses.
import { createInterface } from 'node:readline'
import { createProcessor } from '@mdx-js/mdx'
import { parse, postprocess, preprocess } from 'micromark'
import gfm from 'remark-gfm'

const processor = createProcessor({ remarkPlugins: [gfm] })
const CONTAINERS = new Set(['blockquote', 'list', 'listItem', 'footnoteDefinition'])

function blocks(text) {
  const tree = processor.parse(text)
  const found = { events: [], tags: [], expressions: [], modules: [] }
  const depths = new Map()
  const expressions = []
  walk(tree, 0)
  const options = { extensions: processor.data().micromarkExtensions }
  const tokens = postprocess(parse(options).document().write(preprocess()(text, undefined, true)))
  for (const [event, token] of tokens) {
    if (event !== 'enter' || token.type !== 'mdxJsxFlowTag') continue
    const depth = depths.get(token.start.offset) ?? depths.get(token.end.offset)
    lines(found.tags, token, depth)
  }
  const tagged = new Set(found.tags.map(([line]) => line))
  for (const [position, depth] of expressions) {
    const shared = tagged.has(position.start.line) || tagged.has(position.end.line)
    lines(shared ? found.tags : found.expressions, position, depth)
  }
  return found

  function walk(node, depth) {
    const { start, end } = node.position
    if (node.type === 'paragraph') found.events.push(['paragraph', start.line, end.line])
    else if (node.type === 'heading') found.events.push([`heading ${node.depth}`, start.line, end.line])
    else if (node.type === 'code') found.events.push(['code', node.lang ?? '', node.value])
    else if (node.type === 'table') found.events.push(['table', node.children.length])
    else if (node.type === 'thematicBreak') found.events.push(['rule'])
    else if (node.type === 'mdxFlowExpression') expressions.push([node.position, depth])
    else if (node.type === 'mdxjsEsm') lines(found.modules, node.position, depth)
    else if (CONTAINERS.has(node.type)) {
      const name = node.type === 'list' ? (node.ordered ? `list from ${node.start}` : 'list') : node.type
      found.events.push([`${name} (`])
      for (const child of node.children) walk(child, depth + 1)
      found.events.push([')'])
    } else if (node.type === 'root' || node.type === 'mdxJsxFlowElement') {
      if (node.type !== 'root') {
        depths.set(start.offset, depth)
        depths.set(end.offset, depth)
      }
      for (const child of node.children) walk(child, depth)
    }
  }
}

function lines(found, { start, end }, depth) {
  for (let line = start.line; line <= end.line; line++) found.push([line, depth])
}

for await (const line of createInterface({ input: process.stdin })) {
  let found = null
  try {
    found = blocks(JSON.parse(line))
  } catch {}
  process.stdout.write(`${JSON.stringify(found)}\n`)
}
