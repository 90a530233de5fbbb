"use strict";

// Rows arrive in visual order, so the terminal has to draw them cell by cell. textual.js draws with WebGL or, failing
// that, with spans of HTML, which the browser reorders and joins once more (lam and alef that only happen to be
// neighbours become a ligature). It can also draw on a plain canvas, which is right in every browser, but gets there
// only if WebGL did not fail: so WebGL is a thing that does nothing, and the canvas takes over at once.
const inert = new Proxy(() => {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => 4096 : inert),
  set: () => true,
  apply: () => inert,
});
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...options) {
  return kind === "webgl2" ? inert : getContext.call(this, kind, ...options);
};

// textual.js measures the font when it starts: it has to be there.
const start = window.onload;
window.onload = async (event) => {
  const socket = new URL("ws", location.href);
  socket.protocol = socket.protocol.replace("http", "ws");
  socket.search = "";
  socket.hash = "";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = socket.href;
  await Promise.allSettled(["16px", "bold 16px"].map((style) => document.fonts.load(`${style} "Roboto Mono"`)));
  start(event);
  document.querySelector(".xterm-helper-textarea").focus();
  document.body.classList.toggle("-reordering", document.querySelector(".xterm-rows") !== null);
};
