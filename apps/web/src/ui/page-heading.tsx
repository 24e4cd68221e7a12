import { type ReactNode, useEffect, useRef } from 'react';
import { arrive } from './arrival.ts';

interface Props {
  /** The name of the page, in the browser's tab as well. */
  title: string;
  className?: string;
  /** The title in another form; absent: the title. */
  children?: ReactNode;
}

/** The one heading of a page. A page that is gone to begins with it: it takes the focus, and is no stop of the Tab key. */
export function PageHeading({ title, className, children = title }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => arrive(heading.current!, title), [title]);
  return (
    <>
      <title>{`${title} · Railguard`}</title>
      <h1 ref={heading} className={className} tabIndex={-1}>
        {children}
      </h1>
    </>
  );
}
