import { useState } from 'react'

const key = 'millrace.palette.collapsed'

const stored = (): readonly string[] => {
  const value = localStorage.getItem(key)
  return value ? value.split(',') : []
}

/** Whether a group is closed, kept over visits. */
export const useCollapsed = (name: string): readonly [collapsed: boolean, toggle: () => void] => {
  const [collapsed, setCollapsed] = useState(() => stored().includes(name))
  const toggle = (): void => {
    const others = stored().filter(one => one !== name)
    localStorage.setItem(key, (collapsed ? others : [...others, name]).join(','))
    setCollapsed(!collapsed)
  }
  return [collapsed, toggle]
}
