//! Copies, checks, and leaving no trace after an erasure.

use crate::portable::tables;
use crate::{Engine, Error, Result, Step, Store};
use kernel::CommunityId;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

impl Store {
    /// Writes a consistent copy of the database to a new SQLite file, while people go on writing. `steps` are
    /// those of [`Store::migrate`].
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub async fn copy_to(&self, target: &Path, steps: &[Step]) -> Result<()> {
        if target.exists() {
            return Err(Error::fault(format!("{} is there already", target.display())));
        }
        let Engine::Sqlite(sqlite) = &self.shared.engine else {
            return self.save_as_sqlite(target, steps).await;
        };
        let (source, target) = (sqlite.path().to_owned(), target.to_owned());
        let task = tokio::task::spawn_blocking(move || {
            let connection = Connection::open_with_flags(source, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            connection.execute("VACUUM INTO ?1", [target.to_string_lossy()])?;
            Ok(())
        });
        task.await.map_err(|error| Error::fault(error.to_string()))?
    }

    /// After an erasure: empties the write-ahead log, so that no byte of what was erased stays in a file.
    /// (`secure_delete` overwrites the rows themselves.) PostgreSQL is asked to clear its tables, which takes as long
    /// as they are large.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn erase_traces(&self) -> Result<()> {
        match &self.shared.engine {
            Engine::Sqlite(sqlite) => checkpoint(sqlite.path().to_owned()).await,
            Engine::Postgres(postgres) => postgres.vacuum().await,
        }
    }
}

async fn checkpoint(path: std::path::PathBuf) -> Result<()> {
    // on a connection of its own: the writer's is inside a transaction whenever it runs a job
    let task = tokio::task::spawn_blocking(move || {
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(Error::Busy) }
    });
    task.await.map_err(|error| Error::fault(error.to_string()))?
}

/// Opens a copy and checks it: the words of SQLite's own check, `ok` when all is well.
///
/// # Errors
/// When it cannot be opened at all.
pub fn check_copy(path: &Path) -> Result<String> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    Ok(connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?)
}

/// Tables without a neighbourhood of their own, and which of their rows belong to the one that stays. A table that
/// is neither here nor has a neighbourhood stops the work, so that nothing of others slips through.
const SHARED: &[(&str, &str)] = &[
    ("person", "id IN (SELECT person_id FROM member WHERE person_id IS NOT NULL)"),
    ("session", "person_id IN (SELECT person_id FROM member WHERE person_id IS NOT NULL)"),
    ("card", "person_id IN (SELECT person_id FROM member WHERE person_id IS NOT NULL)"),
];

/// Takes out of a copy what belongs to other neighbourhoods, and every trace of it in the file. With `empty` the
/// tables stay and all rows go.
///
/// # Errors
/// When a table belongs to nobody that is known, or the file cannot be written.
pub fn keep_only(path: &Path, community: CommunityId, empty: bool) -> Result<()> {
    let mut file = Connection::open(path)?;
    file.pragma_update(None, "foreign_keys", "OFF")?;
    let write = file.transaction()?;
    let (mut own, mut shared) = (Vec::new(), Vec::new());
    for table in tables(&write)? {
        let divided = table.columns.iter().any(|column| column == "community_id");
        let known = SHARED.iter().find(|(name, _)| *name == table.name);
        match (divided, known) {
            (true, _) => own.push(table.name),
            (false, Some((_, stay))) => shared.push((table.name, *stay)),
            (false, None) => {
                return Err(Error::fault(format!(
                    "{} has no neighbourhood: it cannot be divided",
                    table.name
                )));
            }
        }
    }
    for table in own {
        let text = format!("DELETE FROM \"{table}\" WHERE ?1 = 1 OR community_id <> ?2");
        write.execute(&text, (i64::from(empty), community.0))?;
    }
    for (table, stay) in shared {
        write.execute(&format!("DELETE FROM \"{table}\" WHERE NOT ({stay})"), [])?;
    }
    write.commit()?;
    // rows that are gone leave bytes behind in a file; writing it anew does not
    Ok(file.execute_batch("VACUUM")?)
}
