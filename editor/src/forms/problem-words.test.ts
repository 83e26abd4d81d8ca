import { check, t } from '@millrace/sdk'
import { expect } from 'chai'
import { joinProblems, problemsIn, problemWords } from './problem-words.ts'

const only = (message: string, label = 'Port') => problemWords(label, { message })

describe('the words of a problem', () => {
  it('read on after the label of the field', () => {
    expect(only('must be at most 65535')).to.deep.equal({ what: 'Port must be at most 65535.' })
    expect(only('is required', 'Host').what).to.equal('Host is required.')
  })

  it('stand alone when they are a sentence of their own', () => {
    expect(only('{{msg.x}}: there is no message yet').what).to.equal('{{msg.x}}: there is no message yet.')
  })

  it('offer the value that the message has', () => {
    const [problem] = check(t.String({ format: 'topic-filter' }), 'plant/#/alarm')
    expect(problemWords('Topic 2', problem ?? { message: '' })).to.deep.equal({
      what: '# must come last.',
      advice: 'For one level write',
      fix: 'plant/+/alarm'
    })
    expect(check(t.String({ format: 'topic-filter' }), 'plant/+/alarm')).to.deep.equal([])
  })

  it('offer nothing where there is only advice', () => {
    expect(only('has a {{ without its }}. Close it')).to.deep.equal({
      what: 'Port has a {{ without its }}.',
      advice: 'Close it.'
    })
  })
})

describe('problems of a place', () => {
  const problems = [
    { path: '/topics/1', message: 'a' },
    { path: '/topicsBefore', message: 'b' }
  ]
  it('take in what is inside it and not what is named alike', () => {
    expect(problemsIn(problems, '/topics')).to.deep.equal([problems[0]])
  })
  it('are said once, here first', () => {
    const joined = joinProblems(problems, [
      { path: '/topics/1', message: 'again' },
      { path: '/other', message: 'c' }
    ])
    expect(joined.map(({ message }) => message)).to.deep.equal(['a', 'b', 'c'])
  })
})
