// Preloaded into a language server: tells, over an IPC channel of its own, the process's memory in bytes and the longest
// time in ms for which its event loop was blocked since it was last asked.
const { monitorEventLoopDelay } = require('node:perf_hooks');

/** In ms: by then the monitor has seen the block that ended just before the question. */
const BREATH = 5;

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('message', () => {
  setTimeout(() => {
    process.send({ rss: process.memoryUsage.rss(), longestBlock: delay.max / 1e6 });
    delay.reset();
  }, BREATH);
});
// The server ends when its own work ends.
process.channel.unref();
