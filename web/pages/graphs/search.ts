/** What the addresses of graphs hold besides the graph: any view can be linked. */
export interface NewGraphSearch {
  readonly dataset?: string | undefined;
  readonly connection?: string | undefined;
}

export interface GraphSearch extends NewGraphSearch {
  /** A node, or `sheet:` and the name of a sheet. */
  readonly node?: string | undefined;
  readonly field?: string | undefined;
  readonly view?: 'outline' | undefined;
  readonly panel?: 'problems' | undefined;
}
