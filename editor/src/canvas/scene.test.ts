import { expect } from 'chai'
import { nodeOf } from '../document/testing.ts'
import { wireOf } from '../document/wires.ts'
import type { NodeLook } from './node-look.ts'
import { createScene, type Scene } from './scene.ts'

const look: NodeLook = {
  label: 'x',
  title: 'x',
  icon: undefined,
  category: 'common',
  shape: 'step',
  input: true,
  outputs: 1,
  portNames: undefined,
  button: undefined,
  active: true,
  unknown: false,
  disabled: false,
  width: 100,
  height: 32
}
/** Two nodes side by side, 100 wide and 32 high, with a wire from 100,50 to 300,50. */
const pair = (): Scene => {
  const scene = createScene()
  scene.putNode(nodeOf('a', { at: [0, 50] }), look)
  scene.putNode(nodeOf('b', { at: [300, 50] }), { ...look, outputs: 3, height: 56 })
  scene.putWire(wireOf('a', 0, 'b'))
  return scene
}

describe('scene', () => {
  it('finds the node under a point, and none beside it', () => {
    const scene = pair()
    expect(scene.nodeAt({ x: 50, y: 60 })?.id).to.equal('a')
    expect(scene.nodeAt({ x: 350, y: 76 })?.id).to.equal('b')
    expect(scene.nodeAt({ x: 50, y: 70 })).to.equal(undefined)
  })

  it('finds the wire under a point, within a tolerance', () => {
    const scene = pair()
    expect(scene.wireAt({ x: 200, y: 54 }, 6)?.id).to.equal('a:0:b')
    expect(scene.wireAt({ x: 200, y: 60 }, 6)).to.equal(undefined)
  })

  it('finds the nearest port, in and beside the node', () => {
    const scene = pair()
    expect(scene.portAt({ x: 110, y: 45 })).to.deep.equal({ node: 'a', side: 'out', port: 0 })
    expect(scene.portAt({ x: 290, y: 50 })).to.deep.equal({ node: 'b', side: 'in', port: 0 })
    expect(scene.portAt({ x: 400, y: 59 })).to.deep.equal({ node: 'b', side: 'out', port: 2 })
    expect(scene.portAt({ x: 400, y: 57 })).to.deep.equal({ node: 'b', side: 'out', port: 1 })
    expect(scene.portAt({ x: 400, y: 57 }, 'in')).to.equal(undefined)
    expect(scene.portAt({ x: 113, y: 50 })).to.equal(undefined)
  })

  it('takes the wires along when a node moves', () => {
    const scene = pair()
    scene.place('b', 300, 250)
    expect(scene.wireAt({ x: 200, y: 50 }, 6)).to.equal(undefined)
    expect(scene.wireAt({ x: 200, y: 150 }, 6)?.id).to.equal('a:0:b')
    expect(scene.nodeAt({ x: 350, y: 250 })?.id).to.equal('b')
    expect(scene.nodeAt({ x: 350, y: 50 })).to.equal(undefined)
  })

  it('forgets what is removed', () => {
    const scene = pair()
    scene.removeWire('a:0:b')
    scene.removeNode('a')
    expect(scene.wireAt({ x: 200, y: 50 }, 6)).to.equal(undefined)
    expect(scene.nodeAt({ x: 50, y: 50 })).to.equal(undefined)
    expect([...scene.wiresAt('b')]).to.deep.equal([])
  })
})
