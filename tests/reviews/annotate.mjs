// Writes into a hand-out as a browser does, with pdf.js (npm pdfjs-dist 4.10.38, Node 20), which saves incrementally:
//
//     python3 quads.py sent.pdf > sent.json
//     node annotate.mjs sent.pdf sent.json pdfjs.pdf
//
// Highlights on words, a text and a drawing: what the editors of Firefox's reader store.

import { readFile, writeFile } from "node:fs/promises";
import { AnnotationEditorType, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const [source, places, target] = process.argv.slice(2);
const pdf = await getDocument({ data: new Uint8Array(await readFile(source)), verbosity: 0 }).promise;
const common = { rotation: 0, structTreeParentId: null, user: "Læser i browseren" };
let number = 0;
const add = (annotation) =>
  pdf.annotationStorage.setValue(`pdfjs_internal_editor_${number++}`, { ...common, ...annotation });

for (const { page, quads } of JSON.parse(await readFile(places, "utf8"))) {
  const corners = quads.flatMap(([left, bottom, right, top]) => [left, top, right, top, left, bottom, right, bottom]);
  const outlines = quads.map(([left, bottom, right, top]) => [left, bottom, left, top, right, top, right, bottom]);
  const sides = [0, 1, 2, 3].map((side) => quads.map((quad) => quad[side]));
  const rect = [Math.min(...sides[0]), Math.min(...sides[1]), Math.max(...sides[2]), Math.max(...sides[3])];
  add({
    annotationType: AnnotationEditorType.HIGHLIGHT,
    color: [83, 255, 188], opacity: 1, thickness: 12, quadPoints: corners, outlines, pageIndex: page, rect,
  });
}
add({
  annotationType: AnnotationEditorType.FREETEXT,
  color: [0, 0, 0], fontSize: 9, value: "Skal vi nævne skolerne?", pageIndex: 1, rect: [150, 560, 260, 572],
});
const stroke = [100, 500, 140.5, 520.25, 180, 505];
add({
  annotationType: AnnotationEditorType.INK,
  color: [255, 0, 0], opacity: 1, thickness: 3, pageIndex: 2, rect: [95, 495, 185, 525],
  paths: { lines: [[NaN, NaN, NaN, NaN, 100, 500, NaN, NaN, NaN, NaN, 140.5, 520.25, NaN, NaN, NaN, NaN, 180, 505]], points: [stroke] },
});
await writeFile(target, await pdf.saveDocument());
