/** What a filter of the search is called. */
export const fieldNames: Record<string, string> = {
  kind: 'Kind',
  folder: 'Folder',
  name: 'Name',
  page: 'Page',
  date: 'Date',
  taken: 'Taken',
  added: 'Added',
  before: 'Before',
  after: 'After',
};
