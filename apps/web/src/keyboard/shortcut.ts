/** Something that can be done: by its keys, from the palette, and found on the sheet that `?` shows. */
export interface Shortcut {
  id: string;
  /** Such as `j`, `Shift+e`, `g i` (one after the other), `Mod+k` (⌘ on a Mac, Ctrl elsewhere). */
  keys: string;
  title: string;
  group: string;
  run: () => void;
}
