"use strict";

// Rows arrive in visual order, so they must be drawn cell by cell. textual.js draws with WebGL, or with HTML spans if
// WebGL fails. The browser reorders and joins the letters of such spans again: a lam and an alef that are neighbours by
// chance become a ligature. A plain canvas is right in every browser, but textual.js uses it only if WebGL did not
// fail. So WebGL is replaced by an object that does nothing, and the canvas takes over at once.
const inert = new Proxy(() => {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => 4096 : inert),
  set: () => true,
  apply: () => inert,
});
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...options) {
  return kind === "webgl2" ? inert : getContext.call(this, kind, ...options);
};

// textual.js measures the font when it starts, so the font must be loaded first.
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
