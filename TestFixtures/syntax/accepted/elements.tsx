const List = <T extends { id: string }>({ items, render }: Props<T>) => (
  <ul className='list' data-count={items.length} {...rest}>
    {/* one line each */}
    {items.map((item) => <li key={item.id}>{render(item) ?? <>don't know &amp; won't ask</>}</li>)}
    <Select<Option> value="a \ b
      c" onChange={(value) => value < 1 && set<number>(value)} />
    <svg:path xlink:href="#a" />
    <this.Footer.Line disabled />
    {...children}
  </ul>
);
const pair = <T, U>(a: T, b: U) => [a, b] as const;
