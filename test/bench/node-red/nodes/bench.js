module.exports = RED => {
  RED.nodes.registerType('bench-source', function (config) {
    RED.nodes.createNode(this, config)
    globalThis.bench.source = this
  })
  RED.nodes.registerType('bench-sink', function (config) {
    RED.nodes.createNode(this, config)
    this.on('input', (_message, _send, done) => {
      globalThis.bench.received++
      done()
    })
  })
}
