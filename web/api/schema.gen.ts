// Made by scripts/make-api-types.ts from openapi/openapi.gen.json.
/* oxlint-disable */
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus: requests, runs, rows, the process */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The database answers and is up to date */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who I am
         * @description Also answers when nobody is signed in.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in
         * @description Sets the session cookie. In server mode; in local mode the start link lets a browser in.
         */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign out somewhere else
         * @description One of your own; an administrator can end any.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first administrator, and sign in as it */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change my password
         * @description Ends my sessions in other browsers.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["listUsers"];
        put?: never;
        /** Add a user */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a user */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Remove a user, with sessions and tokens
         * @description The last administrator stays (409).
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description The last administrator stays one (409).
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my API tokens, expired ones too */
        get: operations["listTokens"];
        put?: never;
        /** Make an API token for myself */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description One of your own; an administrator can revoke any.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List connections */
        get: operations["listConnections"];
        put?: never;
        /** Save how to reach one Odoo database */
        post: operations["createConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/sandbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect to the stand-in Odoo of this server
         * @description To try the product with no Odoo at hand. The first call starts it, empty; it ends with the server. Every call answers the same connection.
         */
        post: operations["openSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a connection */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        /** Delete a connection */
        delete: operations["deleteConnection"];
        options?: never;
        head?: never;
        /** Change a connection */
        patch: operations["updateConnection"];
        trace?: never;
    };
    "/api/v1/connections/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a connection
         * @description Answers 200 with one of a fixed list of verdicts; `ok` is the good one.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models of an Odoo as it is shipped, without a connection */
        get: operations["listShippedModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fields of a model of an Odoo as it is shipped */
        get: operations["getShippedModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Models of an Odoo by label or technical name
         * @description The first time Odoo is asked, which takes seconds; then what it said is kept.
         */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fields of a model */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask Odoo anew for models, fields and rights */
        post: operations["refreshSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List datasets, newest first */
        get: operations["listDatasets"];
        put?: never;
        /** Upload the files of one import */
        post: operations["createDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a dataset */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        /** Delete a dataset */
        delete: operations["deleteDataset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the sheets of a dataset */
        get: operations["listSheets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/sheets/{sheet}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a sheet: columns, rows, how it was read */
        get: operations["getSheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/sheets/{sheet}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of a sheet as they were read */
        get: operations["listSheetRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a dataset, the first one first */
        get: operations["listDatasetVersions"];
        put?: never;
        /**
         * Correct cells of a dataset into a new version
         * @description A form with corrected files, or JSON with cells and values. Rows are found by their number; what is not named stays. 201: the new version; 200: the newest one says so already; 400: nothing was stored, every problem in `issues`.
         */
        post: operations["correctDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the columns look like, what names a row, what refers to what */
        get: operations["profileDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/cleaning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Null tokens, transforms and value maps that clean the columns, tried on cells of theirs */
        get: operations["proposeCleaning"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/sheets/{sheet}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The profile of one sheet */
        get: operations["profileSheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/sheets/{sheet}/formula": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What may stand in a formula over the sheet: columns, functions, operators */
        get: operations["formulaHelp"];
        put?: never;
        /** What a formula makes of the first rows, or what is wrong with it; nothing is saved */
        post: operations["previewFormula"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every transform: what it does, its parameters, an example */
        get: operations["listTransforms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/sheets/{sheet}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a field mapping makes of rows of the sheet, or what is wrong with it; nothing is saved */
        post: operations["previewField"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose models and fields, and draft the graph; nothing is saved */
        post: operations["suggestForDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List graphs */
        get: operations["listGraphs"];
        put?: never;
        /** Save a graph */
        post: operations["createGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a graph; its ETag is what PUT needs */
        get: operations["getGraph"];
        /**
         * Save a new version of a graph
         * @description Needs `If-Match` with the ETag of the version it replaces: 428 without, 412 when another was saved since.
         */
        put: operations["updateGraph"];
        post?: never;
        /** Delete a graph */
        delete: operations["deleteGraph"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Every error and warning of a graph */
        post: operations["validateGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a run would do, and in which order; writes nothing */
        post: operations["planGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Save a graph written in YAML */
        post: operations["importGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The graph as YAML, in stable order, without secrets */
        get: operations["exportGraph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a graph, newest first */
        get: operations["listGraphVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A graph as it was in a version */
        get: operations["getGraphVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/versions/{version}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed from this version to another, and both as YAML */
        get: operations["diffGraphVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stands in the way of a graph on a connection; nothing is written */
        get: operations["getConnectionReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stands in the way of a graph on an Odoo as it is shipped, without a connection */
        get: operations["getGraphReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/export-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The prepared rows as CSV files for Odoo's own import, in load order, zipped
         * @description The same graph, dataset and target give the same bytes. Nothing is written to Odoo.
         */
        get: operations["exportGraphData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a run of a graph
         * @description Answers once the run and its place in the queue are committed together. 404: unknown graph or dataset; 400: the graph is invalid, every error in `issues`; 409: another run of this graph writes to the same connection.
         */
        post: operations["runGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find out what a run would do, row by row; writes nothing to Odoo
         * @description A check is a run of kind `check`, with the same rows, issues, progress and events: its outcomes are what a run would do. It may run beside a run of the same graph.
         */
        post: operations["checkGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graph-runs/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a run is */
        get: operations["getGraphRunProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List runs, newest first */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a run */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each source row */
        get: operations["listRunRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues of a run, grouped by cause */
        get: operations["listRunIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The calls to Odoo that a run made, in order */
        get: operations["listRunBatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/throughput": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows settled per time slot, for a chart */
        get: operations["getRunThroughput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/rejects.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rejected rows as XLSX, in the layout of their sheets
         * @description Behind the columns of the sheet stand `importgraph_row`, `importgraph_key` and `importgraph_reason`. Cells that a spreadsheet would take for a formula have an apostrophe in front. 404: there is no rejected row.
         */
        get: operations["getRunRejectsXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/rejects.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rejected rows as CSV, in the layout of their sheets
         * @description Behind the columns of the sheet stand `importgraph_row`, `importgraph_key` and `importgraph_reason`. Cells that a spreadsheet would take for a formula have an apostrophe in front. 404: there is no rejected row.
         */
        get: operations["getRunRejectsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run the rows again that a run did not load
         * @description A run of kind `retry`: rows that were loaded are `skipped` with the rule `loaded_before`. 409: the run is not over, has loaded every row, was retried before, or another run of the graph writes to the same connection.
         */
        post: operations["retryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a run: the call in flight ends, no new one starts */
        post: operations["pauseRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a paused run */
        post: operations["resumeRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a run: the call in flight is awaited and recorded, the rest is `cancelled` */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a run, or say what undoing it would do
         * @description With `preview=true` it answers 200 with what would be deleted, restored and kept, and why, and writes nothing. Otherwise 202 with the run, which is `rolling_back` until a worker has finished and then `rolled_back`; what had to stay is among its rows (`undo=kept`). 409: the run is not over, is a check, or another run of its graph is not over.
         */
        post: operations["rollbackRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/rows/{row}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything about one row: cells, values, attempts, record, parents, children
         * @description Values, parents and children are made anew from the dataset: a second or so for a million rows.
         */
        get: operations["getRunRow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/rows/{row}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows that refer to this one */
        get: operations["listRunRowChildren"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/vanished": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of earlier runs that the dataset has no more, and what became of their records */
        get: operations["listVanishedRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/graphs/{id}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which values of references and choices name nothing in Odoo, with the nearest answers */
        post: operations["listValues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was answered on a connection */
        get: operations["getValueAnswers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say what values mean, for every later run and check on a connection */
        patch: operations["answerValues"];
        trace?: never;
    };
    "/api/v1/key-map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which record each source row of a graph is */
        get: operations["listKeyMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say that a row has another key now: its record is kept, and the next run updates it */
        patch: operations["renameKey"];
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the prepared imports, the first ones to import first */
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a template with its graph */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}/workbook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sample workbook, to be filled with data of your own */
        get: operations["downloadTemplateWorkbook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}/instantiate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a graph from a template, with its sample or for a dataset of yours
         * @description A dataset that lacks sheets or columns is refused (400) with every one of them in `issues`, and nothing is made. 409: a graph was made from the template under that name already.
         */
        post: operations["instantiateTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which steps completed runs of the graphs made from it have done */
        get: operations["getTemplateProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/custom-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose fields of Odoo for columns that nothing maps; nothing is saved or made */
        post: operations["proposeCustomFields"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/custom-fields/module": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same fields as an Odoo module, zipped, to be installed instead
         * @description The same request gives the same bytes.
         */
        post: operations["makeFieldModule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/custom-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make fields in Odoo, all or none
         * @description 403: the user of the connection lacks the right. 409: a field of that name is there, made by somebody else or of another type.
         */
        post: operations["createCustomFields"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/custom-fields/{model}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a field again that was made by us
         * @description 409: not made by us, or it holds values or is used and `force` is not given.
         */
        delete: operations["removeCustomField"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the data that come along, to try things with */
        get: operations["listExamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/examples/{id}/dataset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a dataset of the data that come along */
        post: operations["createExampleDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a run: JSON, CSV or XLSX */
        get: operations["getRunReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/report.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a run as JSON */
        get: operations["getRunReportJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a run as CSV */
        get: operations["getRunReportCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/report.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a run as XLSX */
        get: operations["getRunReportXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of a run as they happen (server-sent events) */
        get: operations["streamRunEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AuditEntry: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            /** @description ISO 8601, UTC */
            at: string;
            user: components["schemas"]["UserName"];
            /**
             * @description `system`: on the command line, or by nobody known
             * @enum {string}
             */
            via: "session" | "token" | "owner" | "system";
            /** @description Of the session or token */
            credential_id: string | null;
            /** @description `operationId` of the request, or `signIn`, `signInFailed` */
            action: string;
            object_id: string | null;
            /** @description What was made, where that is another thing, such as a run of a graph */
            result_id: string | null;
            address: string | null;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            next_cursor: string | null;
        };
        BatchPage: {
            items: {
                /** @description Number of the call in the run */
                batch: number;
                node: string;
                /** @enum {string} */
                kind: "create" | "update";
                /**
                 * @description `sending`: made, and the answer not yet dealt with
                 * @enum {string}
                 */
                state: "sending" | "settled";
                /** @description Of its first row: rows of one generation refer to rows of earlier ones */
                generation: number | null;
                rows: number;
                /** @description How many workers had it in hand */
                attempts: number;
                /** @description ISO 8601, UTC */
                started_at: string;
                finished_at: string | null;
                /** @description What became of its rows */
                counts: {
                    [key: string]: number;
                } | null;
            }[];
            next_cursor: string | null;
        };
        CellCorrections: {
            sheet: string;
            /** @default [] */
            cells: {
                /** @description As the spreadsheet and the rows of the run show it */
                row: number;
                /** @description Its header */
                column: string;
                /** @description Null or an empty text: an empty cell */
                value: string | number | null;
            }[];
            /**
             * @description Every cell of the column that holds exactly `from`
             * @default []
             */
            replace: {
                column: string;
                /** @description Null or an empty text: an empty cell */
                from: string | number | null;
                /** @description Null or an empty text: an empty cell */
                to: string | number | null;
            }[];
        };
        Cleaning: {
            sheet: string;
            column: string;
            null_tokens: string[];
            transforms: components["schemas"]["Transform"][];
            value_map: {
                [key: string]: string;
            };
            /** @description Where the values name records of Odoo: what a reference `by: field` matches */
            matches: {
                model: string;
                field: string;
                /** @description `within` of that reference */
                within?: {
                    [key: string]: {
                        column?: string;
                        value?: string;
                        match?: string;
                        transforms?: components["schemas"]["Transform"][];
                        value_map?: {
                            [key: string]: string;
                        };
                    };
                };
            } | null;
            steps: {
                /** @enum {string} */
                kind: "null_tokens" | "encoding" | "html_entities" | "spaces" | "number" | "percentage" | "date" | "boolean" | "email" | "phone" | "country" | "currency" | "language" | "state";
                reason: string;
                /** @description Between 0 and 1 */
                share: number;
            }[];
            /** @description Cells before and after all of it, as a run would make them */
            examples: {
                before: string;
                after: string | null;
                /** @description Code of the issue that refuses the cell */
                issue: string | null;
            }[];
        };
        CleaningProposals: {
            items: components["schemas"]["Cleaning"][];
        };
        ColumnProfile: {
            name: string;
            /**
             * @description The narrowest type that all but a few of the filled cells have
             * @enum {string}
             */
            type: "empty" | "text" | "integer" | "decimal" | "money" | "percentage" | "boolean" | "date" | "datetime" | "email" | "phone" | "url" | "code" | "identifier";
            /** @description Between 0 and 1 */
            type_share: number;
            filled: number;
            /** @description Empty cells and null tokens */
            nulls: number;
            distinct: number;
            /** @description In the order of the type: plain digits, ISO dates, else text */
            min: string | null;
            max: string | null;
            min_length: number;
            max_length: number;
            /** @description `DD/MM/YYYY`, `1,234.56`, `yes/no`; the most frequent first */
            formats: {
                format: string;
                /** @description Between 0 and 1 */
                share: number;
                example: string;
            }[];
            /** @description `A` capital, `a` small, `9` digit, runs with `+`; 10 at most */
            patterns: {
                pattern: string;
                /** @description Between 0 and 1 */
                share: number;
                example: string;
            }[];
            samples: string[];
            /** @description The most frequent ones, 30 at most */
            values: {
                value: string;
                rows: number;
            }[];
            outliers: {
                row: number;
                value: string;
                reason: string;
            }[];
            flaws: {
                /** @enum {string} */
                flaw: "outer_spaces" | "inner_spaces" | "html_entities" | "mojibake" | "null_token";
                rows: number;
                samples: string[];
            }[];
            /** @description Of dates with the year at the end */
            date_order: ("day_first" | "month_first" | "mixed" | "unknown") | null;
        };
        Connection: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            name: string;
            url: string;
            database: string;
            login: string | null;
            /** @enum {string} */
            transport: "auto" | "json2" | "jsonrpc";
            profile: {
                batch_size?: number;
                concurrency?: number;
                vocabulary?: {
                    [key: string]: "lookup_only" | "create_if_missing" | "ask";
                };
            };
            has_secret: boolean;
            /** @description ISO 8601, UTC */
            created_at: string;
            /** @description ISO 8601, UTC */
            updated_at: string;
        };
        /** @description Changing url or database without a new secret clears the secret */
        ConnectionChange: {
            name?: string;
            /** Format: uri */
            url?: string;
            database?: string;
            /** @description Not needed with an API key on Odoo 19+ */
            login?: string;
            /** @description Password or API key; never given back */
            secret?: string;
            /** @enum {string} */
            transport?: "auto" | "json2" | "jsonrpc";
            profile?: {
                /** @description Rows per call, never more. Left out: 500 at first, up to 2,000 where that is faster */
                batch_size?: number;
                /** @description Calls in flight, never more. Left out: 2 at first, up to 8 where that is faster; always 1 for *.odoo.com */
                concurrency?: number;
                /** @description What becomes of values that name no record, by model */
                vocabulary?: {
                    [key: string]: "lookup_only" | "create_if_missing" | "ask";
                };
            };
        };
        ConnectionPage: {
            items: components["schemas"]["Connection"][];
            next_cursor: string | null;
        };
        ConnectionVerdict: {
            /** @enum {string} */
            verdict: "ok" | "unreachable" | "address_refused" | "not_odoo" | "database_unknown" | "credentials_refused" | "secret_missing" | "version_unsupported";
            message: string;
            server_version: string | null;
            transport: ("json2" | "jsonrpc") | null;
            user: string | null;
        };
        CurrentSession: {
            /**
             * @description `local`: one person, let in by the start link
             * @enum {string}
             */
            mode: "local" | "server";
            /** @description Null: nobody is signed in */
            user: components["schemas"]["UserName"] | null;
            /** @description What may be done; for a token the lesser of role and scope */
            role: components["schemas"]["Role"] | null;
            /** @description `owner`: the token of the terminal */
            via: ("session" | "token" | "owner") | null;
            session_id: string | null;
            /** @description There is no administrator yet: `POST /setup` */
            setup_needed: boolean;
            /** @description Name of the issuer by which one may sign in too: lead the browser to `/api/v1/session/oidc` */
            single_sign_on: string | null;
        };
        CustomField: {
            model: string;
            name: string;
            label: string & (unknown & unknown);
            /** @enum {string} */
            type: "char" | "text" | "integer" | "float" | "monetary" | "boolean" | "date" | "datetime" | "selection";
            /** @description [key, label] of each option; of a selection only */
            selection?: [
                string & (unknown & unknown),
                string & (unknown & unknown)
            ][];
        };
        Dataset: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            name: string;
            /** @description SHA-256 of the content: equal content, equal hash */
            hash: string;
            /** @description From 1; a correction makes the next one */
            version: number;
            /** @description The version that this one corrects */
            parent_id: string | null;
            /** @description ISO 8601, UTC */
            created_at: string;
            files: {
                name: string;
                bytes: number;
                sha256: string;
            }[];
            sheets: components["schemas"]["Sheet"][];
            /** @description Problems found while reading that did not stop it */
            issues: components["schemas"]["Issue"][];
            /** @description What is not as in the version before */
            corrected: {
                sheet: string;
                rows: number;
                cells: number;
            }[];
        };
        DatasetPage: {
            items: components["schemas"]["Dataset"][];
            next_cursor: string | null;
        };
        DatasetProfile: {
            sheets: components["schemas"]["SheetProfile"][];
            /** @description Values of one column that are found in another */
            references: {
                from: {
                    sheet: string;
                    column: string;
                };
                to: {
                    sheet: string;
                    column: string;
                };
                /** @description Between 0 and 1 */
                containment: number;
            }[];
        };
        DatasetUpload: {
            /** @description Default: the name of the first file */
            name?: string;
            /** @description JSON: `{"<file or worksheet, or *>": {"delimiter", "quote", "encoding", "header_row", "null_tokens"}}` */
            options?: string;
            /** @description CSV, TSV or XLSX, one or more */
            files: string[];
        };
        ExampleList: {
            items: {
                id: string;
                title: string;
                description: string;
                rows: number;
                readonly sheets: string[];
            }[];
        };
        FieldMapping: {
            /** @description Header of a column of the sheet */
            column: string;
            transforms?: components["schemas"]["Transform"][];
            /** @description values not in the map stay as they are */
            value_map?: {
                [key: string]: string;
            };
            null_tokens?: string[];
            /** @description `leave` (default) sends nothing, `clear` empties the field in Odoo, `{default: x}` writes x */
            empty?: ("leave" | "clear") | {
                default: string;
            };
        } | {
            value: string | number | boolean;
        } | {
            /** @description SQL expression of the tabular engine over the row; columns in double quotes: `"Qty" * "Price"` */
            formula: string;
            transforms?: components["schemas"]["Transform"][];
            value_map?: {
                [key: string]: string;
            };
            /** @description cells that the formula sees as null; default: those of the sheet */
            null_tokens?: string[];
            /** @description `leave` (default) sends nothing, `clear` empties the field in Odoo, `{default: x}` writes x */
            empty?: ("leave" | "clear") | {
                default: string;
            };
        } | {
            reference: {
                node: string;
                columns: components["schemas"]["KeyPart"][];
                /** @description columns of the other node's sheet that are compared instead of its key */
                match?: components["schemas"]["KeyPart"][];
                separator?: string;
                through?: {
                    sheet: string;
                    from: components["schemas"]["KeyPart"][];
                    to: components["schemas"]["KeyPart"][];
                };
                value_map?: {
                    [key: string]: string;
                };
                /**
                 * @description default: reject
                 * @enum {string}
                 */
                on_missing?: "reject" | "empty";
            } | {
                /** @enum {string} */
                by: "external_id" | "database_id" | "field";
                match?: string;
                within?: {
                    [key: string]: {
                        /** @description Header of a column of the sheet */
                        column: string;
                        /** @description where the field refers to other records: the field of those that is compared, e.g. `code` */
                        match?: string;
                        transforms?: components["schemas"]["Transform"][];
                        value_map?: {
                            [key: string]: string;
                        };
                    } | {
                        value: string;
                        /** @description where the field refers to other records: the field of those that is compared, e.g. `code` */
                        match?: string;
                    };
                };
                /** @description Header of a column of the sheet */
                column?: string;
                value?: string;
                /** @description SQL expression of the tabular engine over the row; columns in double quotes: `"Qty" * "Price"` */
                formula?: string;
                transforms?: components["schemas"]["Transform"][];
                value_map?: {
                    [key: string]: string;
                };
                separator?: string;
                /**
                 * @description default: reject; `create` makes a record with `match` = the value
                 * @enum {string}
                 */
                on_missing?: "reject" | "create" | "empty";
            };
            null_tokens?: string[];
            /** @description `leave` (default) sends nothing, `clear` empties the field in Odoo, `{default: x}` writes x */
            empty?: ("leave" | "clear") | {
                default: string;
            };
        };
        FieldPreview: {
            valid: boolean;
            /** @description Why it is not */
            issues: components["schemas"]["Issue"][];
            /** @description What the mapping reads */
            columns: string[];
            rows: {
                /** @description As the spreadsheet numbers it; of several, the first */
                row: number;
                /** @description How many have these cells */
                rows: number;
                /** @description Of `columns`, as they were read */
                cells: (string | null)[];
                /** @description As it would be sent, or looked up where the field refers to records; null: empty, or refused */
                value: string | null;
                issues: components["schemas"]["Issue"][];
            }[];
            /** @description Rows, or distinct cells, of the sheet */
            total: number;
        };
        FieldPreviewQuery: {
            mapping: components["schemas"]["FieldMapping"];
            /** @description Whose type the value is converted to, and whose answers are put in; without a connection, of an Odoo as it is shipped */
            target?: {
                model: string;
                field: string;
                /** @description An opaque id, e.g. `run_01J…` */
                connection_id?: string;
                /**
                 * @description Of the shipped schema that is shown where Odoo cannot be reached; default: 503 then
                 * @enum {string}
                 */
                odoo_version?: "14" | "19";
            };
            /**
             * @description `distinct`: rows with the same cells are one, the most frequent first
             * @default rows
             * @enum {string}
             */
            by: "rows" | "distinct";
            /** @default 0 */
            offset: number;
            /** @default 20 */
            limit: number;
        };
        FormulaHelp: {
            /** @description Of the sheet */
            columns: {
                column: string;
                /** @description In a formula */
                written: string;
            }[];
            functions: components["schemas"]["FormulaWord"][];
            /** @description Operators and words of the language */
            constructs: components["schemas"]["FormulaWord"][];
        };
        FormulaPreview: {
            valid: boolean;
            /** @description Why it is not */
            issues: components["schemas"]["Issue"][];
            /** @description Of the values, as the tabular engine names it */
            type: string | null;
            /** @description What the formula reads */
            columns: string[];
            rows: {
                /** @description As the spreadsheet numbers it */
                row: number;
                /** @description Of `columns`, as they were read */
                cells: (string | null)[];
                value: string | null;
                /** @description Why the row cannot be computed */
                error: string | null;
            }[];
        };
        FormulaQuery: {
            /** @description e.g. `"Qty" * "Price"` */
            formula: string;
            /**
             * @description Rows from the top of the sheet
             * @default 10
             */
            limit: number;
        };
        FormulaWord: {
            name: string;
            signature: string;
            text: string;
            example: {
                formula: string;
                gives: string;
            };
        };
        Graph: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            name: string;
            version: number;
            spec: components["schemas"]["GraphSpec"];
            /** @description ISO 8601, UTC */
            created_at: string;
            /** @description ISO 8601, UTC */
            updated_at: string;
        };
        GraphDiff: {
            from: {
                version: number;
                yaml: string;
            };
            to: {
                version: number;
                yaml: string;
            };
            changes: {
                /**
                 * @description `field`: a mapping of a node
                 * @enum {string}
                 */
                what: "graph" | "node" | "field" | "edge";
                /** @enum {string} */
                change: "added" | "removed" | "changed";
                node: string | null;
                /** @description Technical name of the Odoo field */
                field: string | null;
                edge: string | null;
                /** @description What of it, as it is written in the graph: `sheet`, `key`; null: the whole */
                property: string | null;
                /** @description Null: it was not there */
                before: unknown;
                /** @description Null: it is not there any more */
                after: unknown;
            }[];
        };
        GraphEdge: {
            id: string;
            from: string;
            to: string;
            /** @enum {string} */
            kind: "map" | "depends";
            data?: {
                field?: string;
            };
        };
        GraphPage: {
            items: components["schemas"]["Graph"][];
            next_cursor: string | null;
        };
        GraphSpec: {
            id?: string;
            name: string;
            version?: number;
            namespace?: string;
            nodes: (components["schemas"]["SheetNode"] | components["schemas"]["ModelNode"])[];
            edges?: components["schemas"]["GraphEdge"][];
            metadata?: {
                /** @description models that are refused unless named here, e.g. `res.users` */
                allow_models?: string[];
                /** @description required fields, as `model.field`, that this Odoo fills by itself when it creates a record */
                filled_by_odoo?: string[];
                /** @description what becomes of values that name no record, by model; wins over the connection */
                vocabulary?: {
                    [key: string]: "lookup_only" | "create_if_missing" | "ask";
                };
                /** @description id of the template that the graph was made from */
                template?: string;
            } & {
                [key: string]: unknown;
            };
        };
        GraphVersionPage: {
            items: {
                version: number;
                name: string;
                nodes: number;
                /** @description ISO 8601, UTC */
                created_at: string;
            }[];
            next_cursor: string | null;
        };
        InstantiateTemplate: {
            /** @description Of the graph; its external IDs are made from it. Default: that of the template */
            name?: string;
            /** @description A dataset with the sheets and columns that the template reads */
            dataset_id?: string;
            /** @description Upload the sample as a dataset; default false */
            with_sample?: boolean;
        };
        Issue: {
            /** @enum {string} */
            severity: "error" | "warning";
            code: components["schemas"]["IssueCode"];
            /** @description What, where, and what to do next */
            message: string;
            node?: string;
            edge?: string;
            /** @description Technical name of the Odoo field, or the path in the request */
            field?: string;
            sheet?: string;
            /** @description Row number as the spreadsheet shows it */
            row?: number;
            /** @description Header of the column */
            column?: string;
            value?: string;
            candidates?: string[];
        };
        /**
         * @description A word such as `required_missing`; `request_invalid` for a field of the request
         * @enum {string}
         */
        IssueCode: "file_unreadable" | "file_too_large" | "cell_error" | "row_malformed" | "header_missing" | "header_duplicate" | "rows_above_header" | "cells_merged" | "row_unknown" | "row_duplicate" | "column_missing" | "key_mismatch" | "cell_conflict" | "value_not_found" | "spec_invalid" | "node_duplicate" | "node_unknown" | "edge_unknown_end" | "edge_duplicate" | "edge_kind_mismatch" | "edge_without_reference" | "sheet_missing" | "sheet_ambiguous" | "sheet_unknown" | "column_unknown" | "model_unknown" | "model_forbidden" | "module_missing" | "right_missing" | "field_unknown" | "field_readonly" | "field_unmapped" | "field_unsupported" | "field_not_reference" | "reference_needed" | "reference_invalid" | "reference_model_mismatch" | "reference_key_mismatch" | "namespace_invalid" | "transform_invalid" | "formula_invalid" | "filter_invalid" | "adopt_invalid" | "on_vanished_invalid" | "graph_cycle" | "graph_empty" | "yaml_invalid" | "unused_sheet" | "header_repeated" | "key_empty" | "key_duplicate" | "key_changed" | "external_id_invalid" | "required_missing" | "number_invalid" | "number_rounded" | "integer_invalid" | "boolean_invalid" | "date_invalid" | "datetime_invalid" | "email_invalid" | "phone_invalid" | "pattern_no_match" | "formula_failed" | "selection_invalid" | "value_too_long" | "reference_not_found" | "reference_ambiguous" | "value_unanswered" | "reference_cycle" | "adopt_ambiguous" | "adopt_taken" | "adopt_archived" | "key_renamed" | "odoo_rejected" | "odoo_access_denied" | "odoo_create_refused" | "odoo_warning" | "external_id_lost" | "record_overwritten" | "conflict" | "deferred_field_failed" | "checked_in_part" | "not_checkable" | "request_invalid";
        IssueGroup: {
            node: string;
            code: components["schemas"]["IssueCode"];
            /** @enum {string} */
            severity: "error" | "warning";
            field: string | null;
            column: string | null;
            count: number;
            samples: components["schemas"]["Issue"][];
        };
        IssueGroupPage: {
            items: components["schemas"]["IssueGroup"][];
            next_cursor: string | null;
        };
        KeyMapEntry: {
            node: string;
            key: string;
            model: string;
            record_id: number;
            external_id: string;
            /** @description Why Odoo does not know the record by its external ID; null: it does */
            by_id: ("lost" | "adopted" | "renamed") | null;
            /** @description Null for a record that was there before */
            created_run: string | null;
            written_run: string | null;
            /** @description The run that dealt with the row as gone from the data */
            vanished_run: string | null;
            /** @description ISO 8601, UTC */
            updated_at: string;
        };
        KeyMapPage: {
            items: components["schemas"]["KeyMapEntry"][];
            next_cursor: string | null;
        };
        KeyPart: string | {
            /** @description Header of a column of the sheet */
            column: string;
            transforms?: components["schemas"]["Transform"][];
        } | {
            /** @description SQL expression of the tabular engine over the row; columns in double quotes: `"Qty" * "Price"` */
            formula: string;
            transforms?: components["schemas"]["Transform"][];
        };
        MadeFields: {
            fields: {
                field: components["schemas"]["CustomField"];
                /** @description Of ir.model.fields */
                record_id: number;
                /**
                 * @description `there`: made by us before, of the same type
                 * @enum {string}
                 */
                state: "created" | "there";
            }[];
        };
        MadeToken: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            name: string;
            scope: components["schemas"]["Scope"];
            /** @description How the secret begins */
            hint: string;
            user: components["schemas"]["UserName"];
            /** @description ISO 8601, UTC */
            created_at: string;
            /** @description ISO 8601, UTC */
            expires_at: string;
            last_used_at: string | null;
            /** @description For `Authorization: Bearer`; shown this once */
            secret: string;
        };
        ModelList: {
            target: {
                server_version: string;
                database: string;
                /** @description No Odoo was asked */
                is_shipped: boolean;
            };
            /** @description When Odoo was asked; null: shipped */
            taken_at: string | null;
            /** @description Best match first */
            items: {
                model: string;
                label: string | null;
                /** @description Its fields are known; those of others are asked for when looked at */
                is_read: boolean;
            }[];
            /** @description Found, of which `items` has the first */
            total: number;
        };
        ModelNode: {
            id: string;
            /** @constant */
            type: "model";
            data: {
                odooModel: string;
                label?: string;
                sheet?: string;
                filter?: components["schemas"]["RowFilter"];
                distinct?: boolean;
                key: components["schemas"]["KeyPart"][];
                /** @description Header of a column of the sheet */
                external_id_column?: string;
                fields: {
                    [key: string]: components["schemas"]["FieldMapping"];
                };
                /** @description how a row without a record finds one that is in Odoo already; the first rule that finds any decides */
                adopt?: {
                    /** @description technical names of mapped fields */
                    match: string[];
                }[];
                /** @description default: report */
                on_vanished?: ("report" | "archive" | "delete") | {
                    /** @enum {string} */
                    action: "report" | "archive" | "delete";
                    /** @description false: nothing is done when more than half of the rows that were there are gone */
                    more_than_half: boolean;
                };
                /**
                 * @description default: upsert
                 * @enum {string}
                 */
                write_policy?: "upsert" | "create_only" | "update_only";
                /**
                 * @description default: source. Who wins a field that both the source and somebody in Odoo changed since the last run
                 * @enum {string}
                 */
                conflict_policy?: "source" | "odoo" | "reject";
                /**
                 * @description default: continue. `stop`: a rejected row of this node ends the run after the step; nodes behind it are cancelled
                 * @enum {string}
                 */
                failure_policy?: "continue" | "stop";
                /**
                 * @description default: suggest. Fields that Odoo computes the same for every new record of the node: `suggest` names them, `auto` sends them along, which is faster
                 * @enum {string}
                 */
                pinned_defaults?: "off" | "suggest" | "auto";
                /** @description Rows per call, never more. Left out: the connection's */
                batch_size?: number;
                context?: {
                    [key: string]: string | number | boolean | null;
                };
            };
            position?: {
                x: number;
                y: number;
            };
        };
        NewConnection: {
            name: string;
            /** Format: uri */
            url: string;
            database: string;
            /** @description Not needed with an API key on Odoo 19+ */
            login?: string;
            /** @description Password or API key; never given back */
            secret: string;
            /** @enum {string} */
            transport?: "auto" | "json2" | "jsonrpc";
            profile?: {
                /** @description Rows per call, never more. Left out: 500 at first, up to 2,000 where that is faster */
                batch_size?: number;
                /** @description Calls in flight, never more. Left out: 2 at first, up to 8 where that is faster; always 1 for *.odoo.com */
                concurrency?: number;
                /** @description What becomes of values that name no record, by model */
                vocabulary?: {
                    [key: string]: "lookup_only" | "create_if_missing" | "ask";
                };
            };
        };
        NewToken: {
            /** @description What uses it */
            name: string;
            /** @description The most it may do; never more than its user */
            scope: components["schemas"]["Scope"];
            /** @default 90 */
            expires_in_days: number;
        };
        NewUser: {
            /** @description Compared without upper and lower case */
            email: string;
            name: string;
            role: components["schemas"]["Role"];
            /** @description At least 12 characters */
            password: string;
        };
        NodeProgress: {
            node_id: string;
            model: string;
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "completed_with_errors" | "failed" | "cancelled";
            rows_total: number | null;
            created: number;
            updated: number;
            unchanged: number;
            skipped: number;
            rejected: number;
            blocked: number;
            unknown: number;
            cancelled: number;
            /** @description Of a rollback: rows with something to undo, and what became of them */
            undo: {
                to_undo: number;
                deleted: number;
                restored: number;
                kept: number;
                archived: number;
            };
            /** @description Rows that take over a record that was in Odoo before */
            adopted: number;
            /** @description Rows of earlier runs that the dataset has no more; not among the outcomes */
            vanished: number;
        };
        NodeResult: {
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "completed_with_errors" | "failed" | "cancelled";
            /** @description created + updated */
            records_imported: number;
            created: number;
            updated: number;
            unchanged: number;
            skipped: number;
            rejected: number;
            blocked: number;
            unknown: number;
            cancelled: number;
            error?: string;
        };
        OdooField: {
            name: string;
            label: string;
            /** @description As Odoo names it: `char`, `many2one`, `selection`, … */
            type: string;
            /** @description Odoo refuses a new record without it */
            required: boolean;
            /** @description Odoo fills it where it is not given */
            has_default: boolean;
            /** @description On screens; many such fields can be imported all the same */
            readonly: boolean;
            stored: boolean;
            computed: boolean;
            /** @description Model that a many2one or x2many refers to */
            relation: string | null;
            /** @description At most 200 */
            selection: {
                value: string;
                label: string;
            }[] | null;
            selection_total: number | null;
            /** @description Most characters */
            size: number | null;
            translated: boolean;
            help: string | null;
        };
        OdooModel: {
            target: {
                server_version: string;
                database: string;
                /** @description No Odoo was asked */
                is_shipped: boolean;
            };
            /** @description When Odoo was asked; null: shipped */
            taken_at: string | null;
            model: string;
            label: string | null;
            rights: {
                read: boolean;
                create: boolean;
                write: boolean;
                unlink: boolean;
            };
            /** @description By name */
            fields: components["schemas"]["OdooField"][];
        };
        PasswordChange: {
            current_password: string;
            /** @description At least 12 characters */
            new_password: string;
        };
        Plan: {
            valid: boolean;
            errors: components["schemas"]["Issue"][];
            warnings: components["schemas"]["Issue"][];
            /** @description First part of every external ID */
            namespace: string | null;
            /** @description Node ids; empty when the graph is invalid */
            execution_order: string[];
            /** @description Nodes of one level may run at the same time */
            levels: string[][];
            steps: {
                node_id: string;
                index: number;
                model: string;
                sheet: string;
                level: number;
                depends_on: string[];
                component: number | null;
                references: {
                    field: string;
                    node: string;
                    required: boolean;
                    in_component: boolean;
                }[];
                /** @description Rows of the feeding sheet; null without a dataset */
                rows: number | null;
            }[];
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description One sentence: what, where, what to do next */
            detail: string;
            /** @description A stable word for programs */
            code: string;
            request_id: string;
            issues?: components["schemas"]["Issue"][];
        };
        ProposedFields: {
            target: {
                server_version: string;
                database: string;
            };
            proposals: {
                sheet: string;
                column: string;
                /** @description Node of the graph whose records would get the field */
                node: string;
                field: components["schemas"]["CustomField"];
                /** @description How the column fills it */
                mapping: components["schemas"]["FieldMapping"];
                /** @description Why this type, and what else the column may be */
                reason: string;
            }[];
            /** @description Columns that nothing maps and that get no field */
            left: {
                sheet: string;
                column: string;
                reason: string;
            }[];
            /** @description The graph with the proposed fields mapped */
            graph: components["schemas"]["GraphSpec"];
        };
        Readiness: {
            /** @description No finding is a blocker */
            ready: boolean;
            target: {
                server_version: string;
                database: string;
                /** @description No Odoo was asked */
                is_shipped: boolean;
            };
            /** @description Blockers first */
            findings: {
                /**
                 * @description `blocker`: rows cannot be loaded; `warning`: some may not; `note`: good to know
                 * @enum {string}
                 */
                severity: "blocker" | "warning" | "note";
                /**
                 * @description A word such as `currency_inactive`, or the code of an issue of the graph
                 * @enum {string}
                 */
                code: "chart_missing" | "journal_missing" | "currency_missing" | "currency_inactive" | "language_missing" | "unit_missing" | "unit_inactive" | "record_missing" | "record_archived" | "values_unseen" | "modules_unseen" | "external_ids_unseen" | "parent_refused" | "automation_active" | "automation_unseen" | "translated_fields" | "product_variant" | "entry_balance" | "taxes_and_prices" | "record_state" | "stock_quantities" | "users_and_mails" | "file_unreadable" | "file_too_large" | "cell_error" | "row_malformed" | "header_missing" | "header_duplicate" | "rows_above_header" | "cells_merged" | "row_unknown" | "row_duplicate" | "column_missing" | "key_mismatch" | "cell_conflict" | "value_not_found" | "spec_invalid" | "node_duplicate" | "node_unknown" | "edge_unknown_end" | "edge_duplicate" | "edge_kind_mismatch" | "edge_without_reference" | "sheet_missing" | "sheet_ambiguous" | "sheet_unknown" | "column_unknown" | "model_unknown" | "model_forbidden" | "module_missing" | "right_missing" | "field_unknown" | "field_readonly" | "field_unmapped" | "field_unsupported" | "field_not_reference" | "reference_needed" | "reference_invalid" | "reference_model_mismatch" | "reference_key_mismatch" | "namespace_invalid" | "transform_invalid" | "formula_invalid" | "filter_invalid" | "adopt_invalid" | "on_vanished_invalid" | "graph_cycle" | "graph_empty" | "yaml_invalid" | "unused_sheet" | "header_repeated" | "key_empty" | "key_duplicate" | "key_changed" | "external_id_invalid" | "required_missing" | "number_invalid" | "number_rounded" | "integer_invalid" | "boolean_invalid" | "date_invalid" | "datetime_invalid" | "email_invalid" | "phone_invalid" | "pattern_no_match" | "formula_failed" | "selection_invalid" | "value_too_long" | "reference_not_found" | "reference_ambiguous" | "value_unanswered" | "reference_cycle" | "adopt_ambiguous" | "adopt_taken" | "adopt_archived" | "key_renamed" | "odoo_rejected" | "odoo_access_denied" | "odoo_create_refused" | "odoo_warning" | "external_id_lost" | "record_overwritten" | "conflict" | "deferred_field_failed" | "checked_in_part" | "not_checkable";
                /** @description What, where, and what to do next */
                message: string;
                node: string | null;
                model: string | null;
                field: string | null;
            }[];
            /** @description Every model the graph loads or refers to */
            models: {
                model: string;
                /** @description That load it; empty: it is only referred to */
                nodes: string[];
                /** @description Null: it was not asked */
                exists: boolean | null;
                /** @description That brings it, where that is known */
                module: string | null;
                needs: ("read" | "create" | "write" | "unlink")[];
                /** @description What the user of the connection may not */
                missing: ("read" | "create" | "write" | "unlink")[];
            }[];
        };
        RelatedRow: {
            node: string;
            /** @description The field that refers */
            field: string;
            key: string;
            /** @description Null: no row of this run, an earlier one loaded it */
            ord: number | null;
            row: number | null;
            outcome: ("created" | "updated" | "unchanged" | "skipped" | "rejected" | "blocked" | "unknown" | "cancelled") | null;
            record_id: number | null;
            /** @description Page of the record in Odoo */
            link: string | null;
        };
        RelatedRowPage: {
            items: components["schemas"]["RelatedRow"][];
            next_cursor: string | null;
        };
        RemovedField: {
            model: string;
            name: string;
            /** @description Records whose value went with it */
            filled: number;
            /** @description What used it, in words */
            uses: string[];
        };
        RenameKey: {
            /** @description An opaque id, e.g. `run_01J…` */
            graph_id: string;
            /** @description Default: the only connection there is */
            connection_id?: string;
            node: string;
            /** @description The key the row had */
            key: string;
            /** @description The key it has now */
            new_key: string;
        };
        RetryRun: {
            /** @description A version of the run's dataset; default: the newest */
            dataset_id?: string;
            /** @description Default: the newest */
            graph_version?: number;
        };
        /** @enum {string} */
        Role: "viewer" | "operator" | "editor" | "admin";
        RollbackPreview: {
            /** @description An opaque id, e.g. `run_01J…` */
            run_id: string;
            /** @description Records that the run made or changed: the number for `confirm` */
            records: number;
            nodes: {
                node_id: string;
                model: string;
                to_delete: number;
                to_restore: number;
                kept: {
                    /** @enum {string} */
                    reason: "changed_since" | "referred_to" | "written_by_later_run" | "refused_by_odoo" | "gone" | "unknown";
                    count: number;
                }[];
            }[];
            /** @description Records that Odoo made along with those of the run */
            also_deleted: {
                model: string;
                count: number;
            }[];
            /** @description At most 1,000 */
            kept: {
                node: string;
                row: number;
                key: string;
                record_id: number | null;
                /** @enum {string} */
                reason: "changed_since" | "referred_to" | "written_by_later_run" | "refused_by_odoo" | "gone" | "unknown";
                detail: string;
                /** @description Only some fields stay, the others are restored */
                is_partial: boolean;
            }[];
            kept_total: number;
            /**
             * @description Whose references were looked for: of all models, of those the user may read, of those of the graph
             * @enum {string}
             */
            scope: "all" | "readable" | "known";
            /** @description Models that may refer to the records and that the user may not read */
            unseen: string[];
        };
        RollbackRun: {
            /** @description Archive records that have to stay, where their model can */
            archive?: boolean;
            /** @description The number of records that the run made or changed, as the preview names it; another number is refused */
            confirm?: number;
        };
        RowChange: {
            /** @description Technical name of the Odoo field */
            field: string;
            /** @description As Odoo's `read` gives it: a many2one as database ID or false; long values are cut */
            old: unknown;
            /** @description As it is sent; a reference by external or database ID; long values are cut */
            new: string | null;
        };
        RowFilter: {
            /** @description Header of a column of the sheet */
            column: string;
            /** @enum {string} */
            op: "equals" | "not_equals" | "in" | "not_in" | "empty" | "not_empty" | "contains" | "matches";
            value?: string;
            values?: string[];
        }[];
        Run: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            /**
             * @description A check writes nothing to Odoo: its outcomes are what a run would do
             * @enum {string}
             */
            kind: "run" | "check" | "retry";
            check_depth: ("offline" | "server") | null;
            /** @description The run that a retry is of */
            of_run: string | null;
            /** @enum {string} */
            status: "pending" | "running" | "paused" | "completed" | "completed_with_errors" | "failed" | "cancelled" | "rolling_back" | "rolled_back";
            progress: {
                current_node: string | null;
                current_index: number;
                total_nodes: number;
                /** @description Never goes back; 100 only when no work is left */
                percentage: number;
                rows_done: number;
                rows_total: number;
                rows_per_second: number | null;
                /** @description Null until it is honest */
                eta_seconds: number | null;
                waiting_for: string | null;
                nodes: components["schemas"]["NodeProgress"][];
            };
            stats: {
                nodes_executed: number;
                nodes_failed: number;
                /** @description Records created or updated */
                total_records: number;
                node_results: {
                    [key: string]: components["schemas"]["NodeResult"];
                };
            };
            error_message: string | null;
            pause_reason: string | null;
            started_at: string | null;
            completed_at: string | null;
            rolled_back_at: string | null;
            /** @description ISO 8601, UTC */
            created_at: string;
            /** @description An opaque id, e.g. `run_01J…` */
            graph_id: string;
            graph_name: string;
            graph_version: number;
            /** @description An opaque id, e.g. `run_01J…` */
            dataset_id: string;
            dataset_name: string;
            dataset_hash: string;
            /** @description An opaque id, e.g. `run_01J…` */
            connection_id: string;
            connection_name: string;
            /** @description Of all nodes together */
            counts: {
                created: number;
                updated: number;
                unchanged: number;
                skipped: number;
                rejected: number;
                blocked: number;
                unknown: number;
                cancelled: number;
            };
            task_id: string;
        };
        RunPage: {
            items: components["schemas"]["Run"][];
            next_cursor: string | null;
        };
        RunReport: {
            head: {
                /** @description An opaque id, e.g. `run_01J…` */
                run_id: string;
                /**
                 * @description Of a check the outcomes are what would be
                 * @enum {string}
                 */
                kind: "run" | "check" | "retry";
                check_depth: ("offline" | "server") | null;
                /** @description Of a retry: the run whose rows it took up */
                of_run: string | null;
                /** @enum {string} */
                status: "pending" | "running" | "paused" | "completed" | "completed_with_errors" | "failed" | "cancelled" | "rolling_back" | "rolled_back";
                error_message: string | null;
                graph: {
                    /** @description An opaque id, e.g. `run_01J…` */
                    id: string;
                    name: string;
                    version: number;
                    /** @description SHA-256 of the graph's YAML export */
                    hash: string;
                };
                dataset: {
                    /** @description An opaque id, e.g. `run_01J…` */
                    id: string;
                    name: string;
                    /** @description SHA-256, lower-case hex */
                    hash: string;
                    files: {
                        name: string;
                        bytes: number;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                    }[];
                };
                connection: {
                    /** @description An opaque id, e.g. `run_01J…` */
                    id: string;
                    name: string;
                    url: string;
                    database: string;
                    /** @description User of Odoo */
                    login: string | null;
                    server_version: string | null;
                };
                /** @description Of the schema the run was prepared for */
                schema_hash: string | null;
                /** @description Value maps of the connection that the run used, by place */
                answers: {
                    [key: string]: {
                        [key: string]: string;
                    };
                };
                /** @description ISO 8601, UTC */
                created_at: string;
                started_at: string | null;
                completed_at: string | null;
                /** @description While a worker had it: without pauses */
                active_seconds: number;
                workers: string[];
            };
            nodes: {
                node: string;
                model: string;
                sheet: string | null;
                /** @enum {string} */
                status: "pending" | "running" | "completed" | "completed_with_errors" | "failed" | "cancelled";
                /** @description Null until prepared */
                rows: number | null;
                created: number;
                updated: number;
                unchanged: number;
                skipped: number;
                rejected: number;
                blocked: number;
                unknown: number;
                cancelled: number;
                /** @description Rows without an outcome yet; with the counts they add up to `rows` */
                open: number;
                seconds: number | null;
                rows_per_second: number | null;
                /** @description Fields that Odoo computed the same for all of the first new records */
                defaults: {
                    field: string;
                    label: string;
                    value: string | number | true;
                    /** @description Display name of the record, label of the selection */
                    name: string | null;
                    /**
                     * @description Told only, sent along with new records, or sent along until it was seen to be wrong
                     * @enum {string}
                     */
                    state: "proposed" | "pinned" | "unpinned";
                }[];
            }[];
            issues: components["schemas"]["IssueGroup"][];
            rows: {
                node: string;
                model: string;
                sheet: string | null;
                /** @description As the spreadsheet shows it */
                row: number;
                ord: number;
                key: string;
                outcome: ("created" | "updated" | "unchanged" | "skipped" | "rejected" | "blocked" | "unknown" | "cancelled") | null;
                rule: string | null;
                external_id: string | null;
                record_id: number | null;
                /** @description Page of the record in Odoo */
                link: string | null;
                /** @description `node:key` of the row that blocks it */
                blocked_by: string | null;
                changes: components["schemas"]["RowChange"][];
                issues: components["schemas"]["Issue"][];
            }[];
        };
        RunRow: {
            node: string;
            /** @description As the spreadsheet shows it */
            row: number;
            /** @description Position in the node: `<node>:<ord>` names the row */
            ord: number;
            key: string;
            outcome: ("created" | "updated" | "unchanged" | "skipped" | "rejected" | "blocked" | "unknown" | "cancelled") | null;
            rule: string | null;
            record_id: number | null;
            blocked_by: string | null;
            /** @description What a rollback makes of the record */
            undo: ("to_delete" | "to_restore" | "deleted" | "restored" | "kept" | "archived") | null;
            /** @description Why it is kept */
            undo_reason: ("changed_since" | "referred_to" | "written_by_later_run" | "refused_by_odoo" | "gone" | "unknown") | null;
            undo_detail: string | null;
            issues: components["schemas"]["Issue"][];
            /** @description Only with `changes=true` */
            changes?: components["schemas"]["RowChange"][];
        };
        RunRowDetail: {
            node: string;
            /** @description As the spreadsheet shows it */
            row: number;
            /** @description Position in the node: `<node>:<ord>` names the row */
            ord: number;
            key: string;
            outcome: ("created" | "updated" | "unchanged" | "skipped" | "rejected" | "blocked" | "unknown" | "cancelled") | null;
            rule: string | null;
            record_id: number | null;
            blocked_by: string | null;
            /** @description What a rollback makes of the record */
            undo: ("to_delete" | "to_restore" | "deleted" | "restored" | "kept" | "archived") | null;
            /** @description Why it is kept */
            undo_reason: ("changed_since" | "referred_to" | "written_by_later_run" | "refused_by_odoo" | "gone" | "unknown") | null;
            undo_detail: string | null;
            issues: components["schemas"]["Issue"][];
            model: string;
            sheet: string | null;
            external_id: string | null;
            /** @description Page of the record in Odoo */
            link: string | null;
            /** @description The batches it was in */
            attempts: {
                batch: number;
                /** @enum {string} */
                kind: "create" | "update";
                /** @enum {string} */
                state: "sending" | "settled";
                columns: string[];
                /** @description Of the batch */
                rows: number;
                /** @description How many had it in hand */
                workers: number;
                /** @description ISO 8601, UTC */
                sent_at: string;
                settled_at: string | null;
                counts: {
                    [key: string]: number;
                } | null;
            }[];
            /** @description Calls of its node that failed meanwhile */
            failed_calls: {
                /** @description ISO 8601, UTC */
                at: string;
                kind: string;
                reason: string;
                message: string;
            }[];
            changes: {
                field: string;
                /** @description As Odoo's `read` gave it before */
                old: unknown;
                /** @description The text sent; null where it was not kept */
                new: string | null;
                /** @description As read back after the write; null where it was not */
                held: unknown;
            }[];
            /** @description Made anew from the dataset; null where that cannot be done */
            prepared: {
                cells: {
                    column: string;
                    value: string | null;
                }[];
                fields: {
                    field: string;
                    label: string;
                    path: string;
                    /** @description The text that was or would be sent; null: not sent */
                    value: string | null;
                }[];
                parents: components["schemas"]["RelatedRow"][];
                children: components["schemas"]["RelatedRowPage"];
            } | null;
            /** @description Why `prepared` is null */
            missing: string | null;
        };
        RunRowPage: {
            items: components["schemas"]["RunRow"][];
            next_cursor: string | null;
        };
        RunThroughput: {
            /** @description Null: the run has not begun */
            slot_seconds: number | null;
            /** @description Rows settled by calls, slot by slot without gaps; at most 120 */
            points: {
                /** @description Start of the slot */
                at: string;
                rows: number;
            }[];
        };
        SchemaSnapshot: {
            target: {
                server_version: string;
                database: string;
                /** @description No Odoo was asked */
                is_shipped: boolean;
            };
            /** @description When Odoo was asked; null: shipped */
            taken_at: string | null;
            /** @description That Odoo has */
            models: number;
        };
        /** @enum {string} */
        Scope: "read" | "run" | "edit" | "admin";
        Session: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            user: components["schemas"]["UserName"];
            is_current: boolean;
            /** @description ISO 8601, UTC */
            created_at: string;
            /** @description ISO 8601, UTC */
            last_used_at: string;
            /** @description ISO 8601, UTC */
            expires_at: string;
            address: string | null;
            /** @description As the browser calls itself */
            agent: string | null;
        };
        SessionList: {
            items: components["schemas"]["Session"][];
        };
        SetUp: {
            /** @description As the log of the server shows it */
            token: string;
            /** @description Compared without upper and lower case */
            email: string;
            name: string;
            /** @description At least 12 characters */
            password: string;
        };
        Sheet: {
            name: string;
            file: string;
            columns: {
                header: string;
                empty_cells: number;
            }[];
            row_count: number;
            hidden: boolean;
            format: {
                /** @enum {string} */
                kind: "csv" | "xlsx";
                delimiter?: string;
                quote?: string;
                encoding?: string;
                header_row: number;
                null_tokens: string[];
            };
        };
        SheetNode: {
            id: string;
            /** @constant */
            type: "sheet";
            data: {
                sheet: string;
                label?: string;
            };
            position?: {
                x: number;
                y: number;
            };
        };
        SheetPage: {
            items: components["schemas"]["Sheet"][];
            next_cursor: string | null;
        };
        SheetProfile: {
            sheet: string;
            rows: number;
            hidden: boolean;
            columns: components["schemas"]["ColumnProfile"][];
            /** @description Columns that name a row, alone or together; best first */
            keys: {
                columns: string[];
                /** @description Between 0 and 1 */
                unique_share: number;
            }[];
            duplicate_rows: number;
            /** @description Names that are the same but for writing */
            duplicates: {
                column: string;
                row: number;
                values: {
                    value: string;
                    rows: number;
                }[];
            }[];
            header_problems: {
                column: string | null;
                /** @enum {string} */
                problem: "none" | "missing" | "duplicate" | "similar" | "looks_like_data" | "spaces" | "rows_above";
                /** @description Of `rows_above`: the row that was taken for the header; as the option `header_row` it holds for the next file */
                header_row: number | null;
                message: string;
            }[];
        };
        SheetRows: {
            items: {
                [key: string]: unknown;
            }[];
            /** @description Of the rows that filter and `q` take */
            total: number;
            offset: number;
            limit: number;
        };
        SheetSuggestion: {
            sheet: string;
            /** @description Best first */
            models: {
                model: string;
                /** @description Between 0 and 1 */
                confidence: number;
                reason: string;
            }[];
            /** @description For the first of the models */
            columns: {
                column: string;
                field: components["schemas"]["SuggestedField"] | null;
                alternatives: components["schemas"]["SuggestedField"][];
            }[];
            /** @description The sheet only joins two others */
            junction: {
                from: {
                    sheet: string;
                    column: string;
                };
                to: {
                    sheet: string;
                    column: string;
                };
                field: string;
            } | null;
        };
        SignIn: {
            email: string;
            password: string;
        };
        StartCheck: {
            /** @description Default: the newest dataset */
            dataset_id?: string;
            /** @description Default: the only connection there is */
            connection_id?: string;
            /**
             * @description `offline` (default): the data and what Odoo lets us read; `server`: Odoo tries every row, and takes it back
             * @enum {string}
             */
            depth?: "offline" | "server";
        };
        StartRun: {
            /** @description Default: the newest dataset */
            dataset_id?: string;
            /** @description Default: the only connection there is */
            connection_id?: string;
            /** @description An offline check instead of a run */
            dry_run?: boolean;
            /** @enum {string} */
            failure_mode?: "continue" | "stop";
        };
        StartedRun: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            /** @enum {string} */
            status: "pending" | "running" | "paused" | "completed" | "completed_with_errors" | "failed" | "cancelled" | "rolling_back" | "rolled_back";
            task_id: string;
            message: string;
        };
        SuggestedField: {
            /** @description `main`, or another record of the row: `line`, `customer`, `contact`, … */
            role: string;
            model: string;
            field: string;
            /** @description Of a person's name in two columns */
            part: ("first" | "last") | null;
            /** @description Between 0 and 1 */
            confidence: number;
            reason: string;
        };
        Suggestion: {
            target: {
                server_version: string;
                database: string;
            };
            sheets: components["schemas"]["SheetSuggestion"][];
            /** @description The draft: valid for the dataset and the target */
            graph: components["schemas"]["GraphSpec"];
            unmapped: {
                sheet: string;
                column: string;
                /** @description What it probably is, where that could not be drafted */
                field: components["schemas"]["SuggestedField"] | null;
                reason: string;
            }[];
            /** @description Fields that Odoo requires and no column gives */
            missing: {
                node: string;
                model: string;
                field: string;
                label: string;
                filled_by_odoo: boolean;
            }[];
            /** @description What else was left out, and why */
            notes: string[];
            /** @description What could not be asked, and would have made it better */
            warnings: string[];
        };
        Template: {
            /** @description A word such as `contacts` */
            id: string;
            title: string;
            description: string;
            /** @enum {string} */
            category: "foundation" | "contacts" | "products" | "sales_crm" | "projects" | "hr" | "accounting" | "migration";
            /** @enum {string} */
            level: "beginner" | "intermediate" | "advanced";
            /** @description Of Odoo, to be installed before */
            modules: string[];
            /** @description Technical names of what is loaded */
            models: string[];
            /** @description Of the sample workbook */
            sheets: {
                name: string;
                text: string;
                columns: string[];
                rows: number;
            }[];
            /** @description In order */
            steps: {
                title: string;
                text: string;
                nodes: string[];
            }[];
            /** @description What to know before */
            warnings: {
                /** @enum {string} */
                trap: "product_variant" | "entry_balance" | "stock_quantities" | "users_and_mails" | "record_state" | "taxes_and_prices" | "duplicates" | "units" | "chart_of_accounts" | "private_data" | "order_of_imports";
                text: string;
            }[];
        };
        TemplateDetail: {
            /** @description A word such as `contacts` */
            id: string;
            title: string;
            description: string;
            /** @enum {string} */
            category: "foundation" | "contacts" | "products" | "sales_crm" | "projects" | "hr" | "accounting" | "migration";
            /** @enum {string} */
            level: "beginner" | "intermediate" | "advanced";
            /** @description Of Odoo, to be installed before */
            modules: string[];
            /** @description Technical names of what is loaded */
            models: string[];
            /** @description Of the sample workbook */
            sheets: {
                name: string;
                text: string;
                columns: string[];
                rows: number;
            }[];
            /** @description In order */
            steps: {
                title: string;
                text: string;
                nodes: string[];
            }[];
            /** @description What to know before */
            warnings: {
                /** @enum {string} */
                trap: "product_variant" | "entry_balance" | "stock_quantities" | "users_and_mails" | "record_state" | "taxes_and_prices" | "duplicates" | "units" | "chart_of_accounts" | "private_data" | "order_of_imports";
                text: string;
            }[];
            spec: components["schemas"]["GraphSpec"];
        };
        TemplateInstance: {
            graph: components["schemas"]["Graph"];
            dataset: components["schemas"]["Dataset"] | null;
            /** @description Of the dataset, e.g. sheets that nothing reads */
            warnings: components["schemas"]["Issue"][];
        };
        TemplateList: {
            items: components["schemas"]["Template"][];
        };
        TemplateProgress: {
            template_id: string;
            /** @description Share of the nodes that a completed run has loaded whole, 0–100 */
            percentage: number;
            steps: {
                title: string;
                /** @enum {string} */
                state: "open" | "partly" | "done";
            }[];
            /** @description Made from the template, newest first */
            graphs: {
                /** @description An opaque id, e.g. `run_01J…` */
                graph_id: string;
                graph_name: string;
                percentage: number;
                last_run_id: string | null;
            }[];
        };
        Token: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            name: string;
            scope: components["schemas"]["Scope"];
            /** @description How the secret begins */
            hint: string;
            user: components["schemas"]["UserName"];
            /** @description ISO 8601, UTC */
            created_at: string;
            /** @description ISO 8601, UTC */
            expires_at: string;
            last_used_at: string | null;
        };
        TokenList: {
            items: components["schemas"]["Token"][];
        };
        Transform: ("trim" | "collapse_spaces" | "upper" | "lower" | "title" | "boolean" | "date" | "datetime" | "number" | "email" | "phone" | "unescape_html" | "repair_encoding") | ({
            /** @constant */
            name: "trim";
        } | {
            /** @constant */
            name: "collapse_spaces";
        } | {
            /** @constant */
            name: "upper";
        } | {
            /** @constant */
            name: "lower";
        } | {
            /** @constant */
            name: "title";
        } | {
            /** @constant */
            name: "replace";
            from: string;
            to: string;
            regex?: boolean;
        } | {
            /** @constant */
            name: "regex_extract";
            /** @description RE2 syntax */
            pattern: string;
            /** @description default: 1 where the pattern has a group, else the whole match */
            group?: number;
            /**
             * @description default: empty
             * @enum {string}
             */
            on_no_match?: "empty" | "reject" | "keep";
        } | {
            /** @constant */
            name: "split_part";
            separator: string;
            /** @description 1 is the first part, -1 the last */
            index: number;
        } | {
            /** @constant */
            name: "concat";
            /** @description appended to the value, each after the separator; empty ones are left out */
            columns: string[];
            /** @description default: one space */
            separator?: string;
        } | {
            /** @constant */
            name: "prefix";
            text: string;
        } | {
            /** @constant */
            name: "suffix";
            text: string;
        } | {
            /** @constant */
            name: "default";
            value: string;
        } | {
            /** @constant */
            name: "number";
            /**
             * @description default: .
             * @enum {string}
             */
            decimal?: "." | ",";
            /**
             * @description default: none; a space also means the no-break spaces
             * @enum {string}
             */
            thousands?: "," | "." | " " | "'" | "none";
        } | {
            /** @constant */
            name: "round";
            digits: number;
        } | {
            /** @constant */
            name: "scale";
            factor: number;
        } | {
            /** @constant */
            name: "boolean";
            yes?: string[];
            no?: string[];
        } | {
            /** @constant */
            name: "date";
            /** @description strptime formats, tried in order; default: ISO 8601 */
            formats?: string[];
        } | {
            /** @constant */
            name: "datetime";
            formats?: string[];
            /** @description IANA name the source is written in; default UTC. Odoo gets UTC */
            time_zone?: string;
        } | {
            /** @constant */
            name: "email";
        } | {
            /** @constant */
            name: "phone";
            /** @description ISO 3166 code: where numbers without their country’s are from */
            country?: string;
            /** @description the same from a cell of the row, a code or a name; an empty one means `country` */
            country_column?: string;
            /**
             * @description default: reject
             * @enum {string}
             */
            on_invalid?: "reject" | "keep";
        } | {
            /** @constant */
            name: "unescape_html";
        } | {
            /** @constant */
            name: "repair_encoding";
        });
        TransformList: {
            items: {
                name: string;
                /** @description What it does */
                text: string;
                /** @description May be written as a word, without arguments */
                is_word: boolean;
                parameters: {
                    name: string;
                    /** @enum {string} */
                    type: "text" | "number" | "boolean" | "choice" | "texts" | "columns";
                    required: boolean;
                    default: string | number | boolean | null;
                    choices: string[];
                    text: string;
                }[];
                example: {
                    transform: components["schemas"]["Transform"];
                    before: string;
                    after: string;
                    /** @description Other cells of the row */
                    cells: {
                        [key: string]: string;
                    };
                };
            }[];
        };
        User: {
            /** @description An opaque id, e.g. `run_01J…` */
            id: string;
            email: string;
            name: string;
            role: components["schemas"]["Role"];
            has_password: boolean;
            /** @description ISO 8601, UTC */
            created_at: string;
            /** @description ISO 8601, UTC */
            updated_at: string;
            last_sign_in_at: string | null;
        };
        /** @description A new password ends the sessions of the user */
        UserChange: {
            /** @description Compared without upper and lower case */
            email?: string;
            name?: string;
            role?: components["schemas"]["Role"];
            /** @description At least 12 characters */
            password?: string;
        };
        UserName: {
            /** @description Null in local mode */
            id: string | null;
            /** @description E-mail address; `local` in local mode */
            name: string;
        };
        UserPage: {
            items: components["schemas"]["User"][];
            next_cursor: string | null;
        };
        Validation: {
            valid: boolean;
            errors: components["schemas"]["Issue"][];
            warnings: components["schemas"]["Issue"][];
        };
        ValueAnswers: {
            /** @description By place: value → what is looked up instead; `""` leaves the field empty */
            answers: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        /** @description By place and value; null takes an answer back. What is not named stays as it is */
        ValueAnswersChange: {
            [key: string]: {
                [key: string]: string | null;
            };
        };
        Values: {
            /** @description An opaque id, e.g. `run_01J…` */
            connection_id: string;
            questions: {
                /** @description Names the question in answers, e.g. `res.country.name` */
                place: string;
                model: string;
                fields: {
                    node: string;
                    field: string;
                    columns: string[];
                    /**
                     * @description What becomes of them in a run; `reject` for a choice
                     * @enum {string}
                     */
                    on_missing: "reject" | "create" | "empty" | "ask";
                }[];
                /** @description Those of the most rows first; at most 1,000 */
                values: {
                    value: string;
                    rows: number;
                    /** @enum {string} */
                    problem: "missing" | "ambiguous";
                    /** @description What was answered, where that names nothing either */
                    answer: string | null;
                    /** @description Missing: the nearest answers, best first. Ambiguous: the records */
                    candidates: string[];
                }[];
                total: number;
            }[];
            /** @description By place: value → what is looked up instead; `""` leaves the field empty */
            answers: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        VanishedPage: {
            items: components["schemas"]["VanishedRow"][];
            next_cursor: string | null;
        };
        VanishedRow: {
            node: string;
            key: string;
            model: string;
            record_id: number;
            external_id: string;
            /**
             * @description What the node asks for
             * @enum {string}
             */
            action: "report" | "archive" | "delete";
            /**
             * @description `foretold`: a run would do what `action` says
             * @enum {string}
             */
            state: "reported" | "withheld" | "foretold" | "pending" | "sending" | "archived" | "deleted" | "already" | "gone" | "kept" | "woken";
            reason: ("filtered" | "node_gone" | "more_than_half" | "rows_without_key" | "maybe_renamed") | null;
            /** @description Why a record is kept */
            detail: string | null;
            /** @description The new key that is probably this row's */
            renamed_to: string | null;
        };
        VersionUpload: {
            /** @description A corrected file of rejects: XLSX, CSV or a zip of CSV; or sheets with a column `importgraph_row` */
            files: string[];
            /** @description The sheet of a single CSV, where its name does not say so */
            sheet?: string;
            /**
             * @description Columns that are not in the file stay as they are
             * @enum {string}
             */
            partial?: "true" | "false";
            /** @description JSON, as for an upload */
            options?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentSession"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentSession"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description Those of all users; for administrators */
                all?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentSession"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description Those of all users; for administrators */
                all?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Id or e-mail address */
                user?: string;
                /** @description E.g. `createConnection`, `signInFailed` */
                action?: string;
                /** @description What was changed, or what was made */
                object?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnection"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionVerdict"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listShippedModels: {
        parameters: {
            query?: {
                /** @description Of the shipped schema: an Odoo with the usual modules */
                odoo_version?: "14" | "19";
                /** @description Words of label or technical name */
                q?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getShippedModel: {
        parameters: {
            query?: {
                /** @description Of the shipped schema: an Odoo with the usual modules */
                odoo_version?: "14" | "19";
            };
            header?: never;
            path: {
                /** @description Technical name, e.g. `res.partner` */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OdooModel"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @description Of the shipped schema that is shown where Odoo cannot be reached; default: 503 then */
                odoo_version?: "14" | "19";
                /** @description Words of label or technical name */
                q?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: {
                /** @description Of the shipped schema that is shown where Odoo cannot be reached; default: 503 then */
                odoo_version?: "14" | "19";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                /** @description Technical name, e.g. `res.partner` */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OdooModel"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaSnapshot"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createDataset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["DatasetUpload"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSheets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                sheet: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sheet"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSheetRows: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
                /** @description Part of any cell, whatever its case */
                q?: string;
                /** @description A header; with `-` before it the other way round */
                sort?: string;
                /** @description As a node of a graph has it, as JSON: `[{"column": "Country", "op": "equals", "value": "BE"}]` */
                filter?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                sheet: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetRows"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDatasetVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["VersionUpload"] | components["schemas"]["CellCorrections"];
                "application/json": components["schemas"]["VersionUpload"] | components["schemas"]["CellCorrections"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    profileDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetProfile"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeCleaning: {
        parameters: {
            query?: {
                sheet?: string;
                /** @description ISO 3166 code: where telephone numbers without a country’s are from, if no column says so */
                country?: string;
                /** @description Without `country` they are from that of the company of this connection’s user; nothing is written to Odoo */
                connection_id?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CleaningProposals"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    profileSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                sheet: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetProfile"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    formulaHelp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                sheet: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormulaHelp"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewFormula: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                sheet: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormulaQuery"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormulaPreview"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTransforms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransformList"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewField: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                sheet: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FieldPreviewQuery"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldPreview"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggestForDataset: {
        parameters: {
            query?: {
                /** @description Default: an Odoo 19 with the usual modules, as shipped */
                connection_id?: string;
                /** @description Only models of these parts of Odoo, separated by commas: foundation, contacts, sales, products, accounting, purchase, inventory, projects, hr */
                modules?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggestion"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGraphs: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Part of the name */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGraph: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GraphSpec"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Graph"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGraph: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Graph"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateGraph: {
        parameters: {
            query?: never;
            header?: {
                /** @description Required; the ETag of GET */
                "if-match"?: string;
            };
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GraphSpec"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Graph"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validateGraph: {
        parameters: {
            query?: {
                /** @description An opaque id, e.g. `run_01J…` */
                dataset_id?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                connection_id?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description An opaque id, e.g. `run_01J…` */
                    dataset_id?: string;
                    /** @description An opaque id, e.g. `run_01J…` */
                    connection_id?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validation"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planGraph: {
        parameters: {
            query?: {
                /** @description An opaque id, e.g. `run_01J…` */
                dataset_id?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                connection_id?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description An opaque id, e.g. `run_01J…` */
                    dataset_id?: string;
                    /** @description An opaque id, e.g. `run_01J…` */
                    connection_id?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importGraph: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Graph"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description YAML */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGraphVersions: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphVersionPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGraphVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Graph"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffGraphVersions: {
        parameters: {
            query?: {
                /** @description Default: the newest version */
                to?: number;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphDiff"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnectionReadiness: {
        parameters: {
            query: {
                /** @description An opaque id, e.g. `run_01J…` */
                graph_id: string;
                /** @description Its sheets and columns are checked, and what its rows name in Odoo */
                dataset_id?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGraphReadiness: {
        parameters: {
            query?: {
                /** @description An opaque id, e.g. `run_01J…` */
                dataset_id?: string;
                /** @description Of the shipped schema: an Odoo with the usual modules, seen by an administrator */
                odoo_version?: "14" | "19";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportGraphData: {
        parameters: {
            query?: {
                /** @description An opaque id, e.g. `run_01J…` */
                dataset_id?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                connection_id?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runGraph: {
        parameters: {
            query?: {
                /** @description An opaque id, e.g. `run_01J…` */
                dataset_id?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                connection_id?: string;
            };
            header?: {
                /** @description The same key gives the same run; with another body it is refused (422) */
                "idempotency-key"?: string;
            };
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StartRun"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRun"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkGraph: {
        parameters: {
            query?: {
                /** @description An opaque id, e.g. `run_01J…` */
                dataset_id?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                connection_id?: string;
            };
            header?: {
                /** @description The same key gives the same run; with another body it is refused (422) */
                "idempotency-key"?: string;
            };
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StartCheck"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRun"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGraphRunProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                graph_id?: string;
                status?: "pending" | "running" | "paused" | "completed" | "completed_with_errors" | "failed" | "cancelled" | "rolling_back" | "rolled_back";
                kind?: "run" | "check" | "retry";
                /** @description An opaque id, e.g. `run_01J…` */
                connection_id?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                dataset_id?: string;
                /** @description Made at or after */
                from?: string;
                /** @description Made before */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunRows: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                node?: string;
                outcome?: "created" | "updated" | "unchanged" | "skipped" | "rejected" | "blocked" | "unknown" | "cancelled";
                /** @description A code such as `required_missing` */
                issue?: string;
                /** @description Text in the key */
                q?: string;
                /** @description Rows that a rollback made this of */
                undo?: "to_delete" | "to_restore" | "deleted" | "restored" | "kept" | "archived";
                undo_reason?: "changed_since" | "referred_to" | "written_by_later_run" | "refused_by_odoo" | "gone" | "unknown";
                /** @description `true`: with what changed in the record of each row */
                changes?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRowPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunIssues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueGroupPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunBatches: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                node?: string;
                state?: "sending" | "settled";
                /** @description `desc`: the newest first */
                order?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunThroughput: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunThroughput"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunRejectsXlsx: {
        parameters: {
            query?: {
                /** @description Default: every sheet with rejected rows */
                sheet?: string;
                /** @description Rows that wait for a rejected one too */
                include?: "blocked";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunRejectsCsv: {
        parameters: {
            query?: {
                /** @description Default: every sheet with rejected rows */
                sheet?: string;
                /** @description Rows that wait for a rejected one too */
                include?: "blocked";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One sheet; a zip where several have rejected rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                    "application/zip": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key gives the same run; with another body it is refused (422) */
                "idempotency-key"?: string;
            };
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetryRun"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRun"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollbackRun: {
        parameters: {
            query?: {
                /** @description `true`: only say what would be done; writes nothing */
                preview?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RollbackRun"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollbackPreview"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunRow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                /** @description `<node>:<ord>`, e.g. `orders:12` */
                row: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRowDetail"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunRowChildren: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                /** @description `<node>:<ord>`, e.g. `orders:12` */
                row: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelatedRowPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVanishedRows: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                node?: string;
                state?: "reported" | "withheld" | "foretold" | "pending" | "sending" | "archived" | "deleted" | "already" | "gone" | "kept" | "woken";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VanishedPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listValues: {
        parameters: {
            query?: {
                /** @description An opaque id, e.g. `run_01J…` */
                dataset_id?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                connection_id?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description An opaque id, e.g. `run_01J…` */
                    dataset_id?: string;
                    /** @description An opaque id, e.g. `run_01J…` */
                    connection_id?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Values"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getValueAnswers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValueAnswers"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerValues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValueAnswersChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValueAnswers"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeyMap: {
        parameters: {
            query: {
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description An opaque id, e.g. `run_01J…` */
                graph_id: string;
                /** @description Default: the only connection there is */
                connection_id?: string;
                node?: string;
                /** @description As the rows of a run have it, or the cell where the key is one column */
                key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMapPage"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameKey"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMapEntry"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateList"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateDetail"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadTemplateWorkbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    instantiateTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["InstantiateTemplate"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateInstance"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplateProgress: {
        parameters: {
            query?: {
                /** @description Runs to this connection only */
                connection_id?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateProgress"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeCustomFields: {
        parameters: {
            query?: {
                /** @description Default: an Odoo 19 with the usual modules, as shipped */
                connection_id?: string;
                /** @description Whose unmapped columns are meant; default: a graph drafted for the dataset */
                graph_id?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedFields"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeFieldModule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fields: components["schemas"]["CustomField"][];
                    /** @description Technical name of the module; default: imported_fields */
                    name?: string;
                    /** @description Major version; default: 19 */
                    odoo_version?: number;
                    /** @description Modules that bring models other than the usual ones */
                    depends?: string[];
                };
            };
        };
        responses: {
            /** @description The module */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCustomFields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fields: components["schemas"]["CustomField"][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeFields"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeCustomField: {
        parameters: {
            query?: {
                /** @description `true`: also where records have a value in it or something uses it */
                force?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
                model: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedField"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExamples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExampleList"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createExampleDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunReport: {
        parameters: {
            query?: {
                /** @description Which table, for CSV; default: rows */
                part?: "summary" | "nodes" | "issues" | "rows";
                /** @description Wins over `Accept`; default: json */
                format?: "json" | "csv" | "xlsx";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunReport"];
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunReportJson: {
        parameters: {
            query?: {
                /** @description Which table, for CSV; default: rows */
                part?: "summary" | "nodes" | "issues" | "rows";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunReport"];
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunReportCsv: {
        parameters: {
            query?: {
                /** @description Which table, for CSV; default: rows */
                part?: "summary" | "nodes" | "issues" | "rows";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunReportXlsx: {
        parameters: {
            query?: {
                /** @description Which table, for CSV; default: rows */
                part?: "summary" | "nodes" | "issues" | "rows";
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamRunEvents: {
        parameters: {
            query?: {
                /** @description Like `Last-Event-ID`, which wins */
                after?: number;
            };
            header?: never;
            path: {
                /** @description An opaque id, e.g. `run_01J…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The run is over and every event was seen */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
