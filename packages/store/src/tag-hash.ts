/**
 * 64 bits of a tag, as `event.tag_hashes` holds them. Two of five billion different tags share them about as likely as
 * not, so an event is as good as never found by mistake. Stored, so it must never change. Spreads well and is fast; it
 * keeps no secrets. (cyrb53 with both of its halves whole, public domain, over UTF-16 units.)
 */
export function tagHash(key: string, value: string): bigint {
  const text = `${key}\0${value}`;
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0));
}
