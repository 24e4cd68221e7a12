import type { LinkOptions } from '@railguard/notify/email/links';
import type { AlertChannel } from './channel.ts';
import { emailChannel } from './email.ts';

export interface ChannelParts {
  links: LinkOptions;
  wakeMails: () => void;
}

/** Every way to tell people. */
export function allChannels({ links, wakeMails }: ChannelParts): AlertChannel[] {
  return [emailChannel(links, wakeMails)];
}
