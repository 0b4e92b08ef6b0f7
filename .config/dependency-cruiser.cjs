// The one-way street: each rule names the floor it guards.
const test = '\\.(test|spec)\\.tsx?$|/test-[^/]+\\.ts$|^prisma/invariants/|^e2e/|^\\.config/'

module.exports = {
  forbidden: [
    { name: 'no-cycles', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', from: {}, to: { couldNotResolve: true } },
    {
      name: 'domain-imports-only-domain',
      from: { path: '^server/domain/', pathNot: `${test}|/input\\.ts$|^server/domain/statistics/` },
      to: { pathNot: '^server/domain/' },
    },
    {
      name: 'input-imports-domain-or-zod',
      from: { path: '^server/domain/.*/input\\.ts$' },
      to: { pathNot: '^server/domain/|node_modules/zod/' },
    },
    {
      name: 'statistics-import-domain-or-their-libraries',
      from: { path: '^server/domain/statistics/', pathNot: test },
      to: { pathNot: '^server/domain/|node_modules/(cephes|ml-matrix)/' },
    },
    {
      name: 'app-gets-numbers-not-methods',
      from: { path: '^app/' },
      to: { path: '^server/domain/statistics/|node_modules/(cephes|ml-matrix)/' },
    },
    {
      name: 'words-import-nothing',
      from: { path: '^server/words/', pathNot: test },
      to: { pathNot: '^server/words/' },
    },
    {
      name: 'db-knows-only-domain',
      from: { path: '^server/db/', pathNot: test },
      to: { path: '^(app|server/(?!db/|domain/|env\\.ts|log\\.ts))' },
    },
    {
      name: 'operations-never-look-up',
      from: { path: '^server/(operations|reports)/', pathNot: test },
      to: { path: '^(app|server/(api|jobs|commands))/' },
    },
    {
      name: 'reports-perform-no-operations',
      from: { path: '^server/reports/', pathNot: test },
      to: { path: '^server/operations/' },
    },
    {
      name: 'operations-ask-no-reports',
      from: { path: '^server/operations/', pathNot: test },
      to: { path: '^server/reports/' },
    },
    {
      name: 'api-never-touches-db',
      from: { path: '^server/api/', pathNot: test },
      to: { path: '^(app|server/db)/' },
    },
    {
      // The bench asks the tables beside the reports, and loads fifty million facts as no operation could.
      name: 'doors-never-touch-db',
      from: {
        path: '^(server/(commands|jobs)|prisma/seed)/',
        pathNot: `${test}|^server/commands/(bench|soak)(/|\\.ts$)`,
      },
      to: { path: '^(app|server/(db|api))/', pathNot: '^server/db/client\\.ts$' },
    },
    { name: 'server-never-imports-app', from: { path: '^server/' }, to: { path: '^app/' } },
    {
      name: 'app-enters-through-api-domain-or-words',
      from: { path: '^app/', pathNot: test },
      to: { path: '^server/', pathNot: '^server/(api|domain|words|auth)/' },
    },
    {
      name: 'only-the-doors-import-routers',
      from: { path: '^app/', pathNot: `^app/(_api|api)/|${test}` },
      to: { path: '^server/(api|auth)/' },
    },
    {
      name: 'prisma-only-in-db',
      from: { pathNot: '^(server/db|prisma|\\.config)/' },
      to: { path: '(^server/db/generated|node_modules/(@prisma|prisma)/)' },
    },
    {
      name: 'pg-only-in-db',
      from: {
        pathNot: `^(server/db|prisma|\\.config)/|${test}|^server/commands/(bench|soak)(/|\\.ts$)`,
      },
      to: { path: 'node_modules/(@types/)?pg(-copy-streams)?/' },
    },
    {
      name: 'recharts-only-in-charts',
      from: { pathNot: '^app/_charts/' },
      to: { path: 'node_modules/recharts/' },
    },
    {
      name: 'pages-are-strangers',
      from: { path: '^app/\\(office\\)/([^/]+)/' },
      to: { path: '^app/\\(office\\)/([^/]+)/', pathNot: '^app/\\(office\\)/$1/' },
    },
    {
      name: 'no-tests-in-shipped-code',
      from: { pathNot: test },
      to: { path: `${test}|node_modules/(vitest|fast-check|@playwright|@faker-js)/` },
    },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // Not `exclude`: an excluded file hides the import of it.
    doNotFollow: { path: ['node_modules', '^server/db/generated'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
}
