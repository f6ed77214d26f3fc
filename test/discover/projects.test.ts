import { describe, expect, it } from 'vitest';
import { createProjects } from '../../src/discover/projects.ts';

const folderIn = (files: readonly string[], path: string) => createProjects(files)(path).folder;

describe('createProjects', () => {
  it.each([
    ['deploy/app.yaml', ''],
    ['src/contrib/app.yaml', ''],
    ['src/main/java/com/example/demo/App.java', ''],
    ['examples/app.yaml', 'examples'],
    ['examples/basic/deploy/app.yaml', 'examples/basic'],
    ['backend/tests/unit/docs/a.yaml', 'backend/tests/unit'],
    ['src/client_test.go', 'src/client_test.go'],
    ['src/Api.Tests/Client.cs', 'src/Api.Tests'],
  ])('puts %s into "%s"', (path, folder) => {
    expect(createProjects([path])(path)).toEqual({ folder, sample: folder !== '' });
  });

  it('separates stacks that lie side by side in a sample folder', () => {
    const files = ['examples/php/a/compose.yaml', 'examples/php/b/compose.yaml', 'examples/php/b/nginx/nginx.conf', 'examples/php/readme.md'];
    expect(files.map((file) => folderIn(files, file))).toEqual(['examples/php/a', 'examples/php/b', 'examples/php/b', 'examples/php']);
  });

  it('keeps one stack and its neighbours together', () => {
    const files = ['examples/php/deploy/compose.yaml', 'examples/php/nginx/nginx.conf'];
    expect(files.map((file) => folderIn(files, file))).toEqual(['examples/php', 'examples/php']);
  });

  it('takes a chart inside a chart for vendored, a folder of charts not', () => {
    const files = ['chart/Chart.yaml', 'chart/charts/redis/Chart.yaml', 'charts/app/Chart.yaml'];
    expect(files.map((file) => folderIn(files, file))).toEqual(['', 'chart/charts/redis', '']);
  });
});
