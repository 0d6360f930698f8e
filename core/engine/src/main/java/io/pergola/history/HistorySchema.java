package io.pergola.history;

import java.util.List;

/** The tables; described in {@code docs/history.md}. */
final class HistorySchema {

    static final int VERSION = 1;

    static final List<String> CREATE = List.of(
            """
            CREATE TABLE run (
              uuid TEXT PRIMARY KEY, id TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, suite TEXT NOT NULL,
              test TEXT NOT NULL, subtitle TEXT NOT NULL, series TEXT NOT NULL, user TEXT NOT NULL, sys_name TEXT NOT NULL,
              scheduler TEXT NOT NULL, job_id TEXT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL, result TEXT,
              reason TEXT NOT NULL, created REAL NOT NULL, started REAL, finished REAL, duration REAL,
              return_value INTEGER, build TEXT NOT NULL, config_hash TEXT NOT NULL, revision TEXT NOT NULL,
              suite_path TEXT NOT NULL, attempt INTEGER NOT NULL
            ) WITHOUT ROWID""",
            "CREATE TABLE node (uuid TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (uuid, node)) WITHOUT ROWID",
            """
            CREATE TABLE figure (
              uuid TEXT NOT NULL, key TEXT NOT NULL, value REAL, text TEXT, unit TEXT NOT NULL, reference REAL,
              lower REAL, upper REAL, better TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (uuid, key)
            ) WITHOUT ROWID""",
            "CREATE INDEX run_name ON run (name, created)",
            "CREATE INDEX run_build ON run (build) WHERE build <> ''",
            """
            CREATE VIEW figures AS
              SELECT run.name, run.id, figure.key, figure.value, figure.unit, run.result, run.sys_name,
                     run.revision, run.build, run.config_hash, run.finished, run.uuid
              FROM figure JOIN run USING (uuid) WHERE figure.value IS NOT NULL""",
            "PRAGMA user_version = " + VERSION);

    static final String INSERT_RUN =
            "INSERT INTO run VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING";

    static final String INSERT_NODE = "INSERT OR IGNORE INTO node VALUES (?,?)";

    static final String INSERT_FIGURE = "INSERT OR IGNORE INTO figure VALUES (?,?,?,?,?,?,?,?,?,?)";

    private HistorySchema() {}
}
