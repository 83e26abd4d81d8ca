/**
 * What the editor starts with of react-aria-components, each from its own file: the package's index would bring what only
 * forms and dialogs need into the first download. They import from the package itself.
 */
export { Button, type ButtonProps } from 'react-aria-components/Button'
export { Checkbox, type CheckboxProps } from 'react-aria-components/Checkbox'
export { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
export { Group } from 'react-aria-components/Group'
export { Heading } from 'react-aria-components/Heading'
export { Input } from 'react-aria-components/Input'
export { Label } from 'react-aria-components/Label'
export { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
export { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
export { Modal, ModalOverlay } from 'react-aria-components/Modal'
export { Popover, type PopoverProps } from 'react-aria-components/Popover'
export { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
export { SearchField } from 'react-aria-components/SearchField'
export { Select, SelectValue } from 'react-aria-components/Select'
export { Separator } from 'react-aria-components/Separator'
export { Switch, type SwitchProps } from 'react-aria-components/Switch'
export { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
export { Text } from 'react-aria-components/Text'
export { TextArea } from 'react-aria-components/TextArea'
export { TextField, type TextFieldProps } from 'react-aria-components/TextField'
export {
  UNSTABLE_Toast,
  UNSTABLE_ToastContent,
  UNSTABLE_ToastQueue,
  UNSTABLE_ToastRegion
} from 'react-aria-components/Toast'
export { Toolbar } from 'react-aria-components/Toolbar'
export { Tooltip, type TooltipProps, TooltipTrigger } from 'react-aria-components/Tooltip'
