// Draws a network with vis-network (put in front of this text at run time). Positions come from the server; nothing
// moves by itself. Mouse and keyboard do the same: arrows go to the next node that way, Enter picks it, Enter again
// opens it. The drawn network is kept per element, so that a rerun of the page leaves the viewport where it is.
const drawn = new WeakMap();
const TURNS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const RADIUS = 15;
const WORD = "#3d444d";
// what is not on a path through the picked node: shapes and lines are only hinted at, words stay readable on white
const PALE = { shape: 0.2, line: "#c9ced6", word: "#6b727c" };

const polygon = (ctx, points) => points.forEach(([x, y], at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
const round = (ctx, x, y, sides) =>
  polygon(ctx, [...Array(sides).keys()].map((at) => {
    const angle = (2 * Math.PI * at) / sides - Math.PI / 2;
    return [x + RADIUS * Math.cos(angle), y + RADIUS * Math.sin(angle)];
  }));
const FORMS = {
  circle: (ctx, x, y) => ctx.arc(x, y, RADIUS, 0, 2 * Math.PI),
  square: (ctx, x, y) => ctx.rect(x - 13, y - 13, 26, 26),
  house: (ctx, x, y) => polygon(ctx, [[x, y - 16], [x + 16, y - 2], [x + 12, y - 2], [x + 12, y + 14], [x - 12, y + 14], [x - 12, y - 2], [x - 16, y - 2]]),
  document: (ctx, x, y) => polygon(ctx, [[x - 11, y - 15], [x + 5, y - 15], [x + 11, y - 9], [x + 11, y + 15], [x - 11, y + 15]]),
  hexagon: (ctx, x, y) => round(ctx, x, y, 6),
  triangle: (ctx, x, y) => round(ctx, x, y, 3),
  diamond: (ctx, x, y) => round(ctx, x, y, 4),
  claim: (ctx, x, y) => { ctx.arc(x, y, RADIUS, 0, 2 * Math.PI); ctx.moveTo(x + 10, y); ctx.arc(x, y, 10, 0, 2 * Math.PI); },
};

const words = (text, longest) => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    const longer = lines[last] ? `${lines[last]} ${word}` : word;
    if (longer.length > longest && lines[last]) lines.push(word); else lines[last] = longer;
  }
  return lines.slice(0, 3);
};

const node = (pale) => (one) => ({
  ...one,
  ctxRenderer: ({ ctx, x, y, state: { selected } }) => ({
    drawNode() {
      ctx.save();
      ctx.globalAlpha = pale.has(one.id) ? PALE.shape : 1;
      ctx.beginPath();
      (FORMS[one.form] || FORMS.document)(ctx, x, y);
      ctx.closePath();
      ctx.fillStyle = one.form === "claim" ? "#ffffff" : one.color;
      ctx.fill();
      ctx.lineWidth = selected ? 5 : one.begin ? 3 : 1.5;
      ctx.strokeStyle = selected ? "#0b5394" : "#1f2328";
      ctx.stroke();
      ctx.restore();
    },
    drawExternalLabel() {
      ctx.save();
      ctx.font = "15px Segoe UI, system-ui, Liberation Sans, sans-serif";
      ctx.textAlign = "center";
      ctx.lineWidth = 3;
      ctx.strokeStyle = "#ffffff";
      ctx.fillStyle = pale.has(one.id) ? PALE.word : "#1f2328";
      words(one.label, 24).forEach((line, at) => {
        ctx.strokeText(line, x, y + 33 + 17 * at);
        ctx.fillText(line, x, y + 33 + 17 * at);
      });
      ctx.restore();
    },
    nodeDimensions: { width: 2 * RADIUS, height: 2 * RADIUS },
  }),
});

const edge = (pale) => (one) => ({
  ...one,
  color: pale.has(one.id) ? { ...one.color, color: PALE.line, hover: PALE.line } : one.color,
  font: { color: pale.has(one.id) ? PALE.word : WORD },
});

const OPTIONS = {
  physics: false,
  layout: { randomSeed: 1 },
  interaction: { hover: false, keyboard: false, multiselect: false, zoomSpeed: 0.6 },
  edges: {
    arrows: { to: { enabled: true, scaleFactor: 0.55 } },
    font: { size: 13, color: WORD, strokeWidth: 3, strokeColor: "#ffffff", face: "Segoe UI, system-ui, Liberation Sans, sans-serif" },
  },
};

const renew = (kept, wanted) => {
  const ids = new Set(wanted.map((one) => one.id));
  kept.remove(kept.getIds().filter((id) => !ids.has(id)));
  kept.update(wanted);
};

const nearest = (made, [dx, dy]) => {
  const places = made.net.getPositions();
  const here = places[made.at] || { x: 0, y: 0 };
  let best = null;
  for (const [id, place] of Object.entries(places)) {
    const x = place.x - here.x;
    const y = place.y - here.y;
    const ahead = x * dx + y * dy;
    const cost = ahead + 2 * Math.abs(x * dy - y * dx);
    if (id !== made.at && ahead > 1 && (best === null || cost < best.cost)) best = { id, cost };
  }
  return best && best.id;
};

const show = (made, id) => {
  const isNode = made.nodes.get(id) !== null;
  made.net.unselectAll();
  if (isNode) { made.at = id; made.net.selectNodes([id]); } else if (made.edges.get(id) !== null) made.net.selectEdges([id]);
};

const go = (made, id) => {
  if (!id) return;
  show(made, id);
  made.live.textContent = made.nodes.get(id).said;
};

const keys = (made) => (event) => {
  if (TURNS[event.key]) go(made, made.at ? nearest(made, TURNS[event.key]) : made.nodes.getIds()[0]);
  else if (event.key === "Enter" && made.at) made.send(made.at === made.picked ? "open" : "pick", made.at);
  else return;
  event.preventDefault();
  event.stopPropagation();
};

const begin = (box, live) => {
  const made = { nodes: new vis.DataSet(), edges: new vis.DataSet(), pale: new Set(), live, at: null, picked: null, told: "" };
  made.net = new vis.Network(box, { nodes: made.nodes, edges: made.edges }, OPTIONS);
  box.querySelectorAll("[tabindex]").forEach((inner) => { inner.tabIndex = -1; });
  box.addEventListener("keydown", keys(made));
  made.net.on("click", ({ nodes, edges }) => { if (nodes.length || edges.length) made.send("pick", nodes[0] || edges[0]); });
  made.net.on("doubleClick", ({ nodes }) => { if (nodes.length) made.send("open", nodes[0]); });
  return made;
};

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const box = parentElement.querySelector(".network");
  const first = !drawn.has(box);
  if (first) drawn.set(box, begin(box, parentElement.querySelector(".live")));
  const made = drawn.get(box);
  box.setAttribute("aria-label", data.label);
  made.send = (act, id) => setTriggerValue("done", { act, id });
  const told = JSON.stringify([data.nodes, data.edges]);
  made.pale.clear();
  data.pale.forEach((id) => made.pale.add(id));
  if (made.told !== told) {
    renew(made.nodes, data.nodes.map(node(made.pale)));
    if (first) { made.net.fit({ maxZoomLevel: 1.2 }); made.net.moveTo({ scale: made.net.getScale() * 0.9 }); }
  }
  renew(made.edges, data.edges.map(edge(made.pale)));
  made.net.redraw();
  made.told = told;
  made.picked = data.picked;
  if (data.picked) show(made, data.picked);
}
