import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  /** What they lead to, for screen readers. */
  label: string;
  className?: string;
  /** `<Link>` elements. */
  children: ReactNode;
}

/** Links side by side. Where they are wider than the window they scroll, and the one of the page that is open is in sight. */
export function LinkBar({ label, className, children }: Props) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = bar.current!;
    const showCurrent = () => {
      const link = element.querySelector('[aria-current="page"]');
      // Not `scrollIntoView`, which would scroll the page as well.
      if (link) element.scrollLeft += middleOf(link) - middleOf(element);
    };
    const marked = new MutationObserver(showCurrent);
    marked.observe(element, { subtree: true, attributeFilter: ['aria-current'] });
    // Observing begins with a first call, which is the one for the page as it was opened.
    const resized = new ResizeObserver(showCurrent);
    resized.observe(element);
    return () => {
      marked.disconnect();
      resized.disconnect();
    };
  }, []);
  return (
    <nav ref={bar} className={className} aria-label={label}>
      {children}
    </nav>
  );
}

function middleOf(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}
