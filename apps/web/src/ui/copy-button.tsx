import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { t } from '../text/text.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';

const SHOWN_MS = 1_500;

/** Copies a text and says that it did. */
export function CopyButton({ text, label = t('copy.label') }: { text: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(setCopied, SHOWN_MS, false);
  };
  return (
    <Button onClick={copy} aria-live="polite">
      {isCopied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      {isCopied ? t('copy.done') : label}
    </Button>
  );
}
