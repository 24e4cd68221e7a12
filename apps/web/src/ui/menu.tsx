import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './menu.module.css';

interface Props {
  /** The button that opens it. */
  trigger: ReactNode;
  align?: 'start' | 'end';
  /** For one that something else opens too, such as a key. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** Before the focus goes back to the trigger, unless that is prevented. */
  onCloseFocus?: (event: Event) => void;
  children: ReactNode;
}

/** Not modal: a modal one writes a style sheet into the page, which the security policy refuses. */
export function Menu({ trigger, align = 'start', isOpen, onOpenChange, onCloseFocus, children }: Props) {
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.getElementById('content')}>
        <DropdownMenu.Content
          className={styles.menu}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={onCloseFocus}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  onSelect: () => void;
  /** How to do it without the menu. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, keys, danger, disabled, children }: ItemProps) {
  return (
    <DropdownMenu.Item
      className={[styles.item, danger && styles.danger].filter(Boolean).join(' ')}
      onSelect={onSelect}
      disabled={disabled}
    >
      {children}
      {keys && <span className={styles.keys}>{keys}</span>}
    </DropdownMenu.Item>
  );
}

interface CheckProps {
  isChecked: boolean;
  onToggle: () => void;
  /** At the end of the line. */
  aside?: ReactNode;
  /** One of several: choosing it closes the menu. */
  isRadio?: boolean;
  children: ReactNode;
}

/** What is chosen or not; the menu stays open, since there may be several. */
export function MenuCheck({ isChecked, onToggle, aside, isRadio, children }: CheckProps) {
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      checked={isChecked}
      onSelect={(event) => {
        if (!isRadio) event.preventDefault();
        onToggle();
      }}
    >
      <span className={styles.mark}>
        <DropdownMenu.ItemIndicator>
          <Check size={14} aria-hidden="true" />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className={styles.text}>{children}</span>
      {aside !== undefined && <span className={styles.keys}>{aside}</span>}
    </DropdownMenu.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className={styles.label}>{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className={styles.separator} />;
}
