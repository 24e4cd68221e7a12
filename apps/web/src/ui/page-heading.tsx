import { type ReactNode, useEffect, useRef } from 'react';
import { showUnseen } from '../format/word-value.ts';
import { arrive } from './arrival.ts';

interface Props {
  /** The name of the page, in the browser's tab as well; it may be one that somebody chose. */
  title: string;
  className?: string;
  /** The title in another form; absent: the title. */
  children?: ReactNode;
}

/** The one heading of a page. A page that is gone to begins with it: it takes the focus, and is no stop of the Tab key. */
export function PageHeading({ title, className, children }: Props) {
  const shown = showUnseen(title);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => arrive(heading.current!, shown), [shown]);
  return (
    <>
      <title>{`${shown} · Railguard`}</title>
      <h1 ref={heading} className={className} tabIndex={-1}>
        {children ?? shown}
      </h1>
    </>
  );
}
