//! A copy of a PostgreSQL database as a SQLite file, and back: one form of backup for both engines.
//!
//! Both engines have the same tables, made by the same steps, so a copy is rows and nothing else. It is taken in
//! one read-only snapshot while people go on writing. A city with a database server of its own keeps its server's
//! tools (base backup, archived log) beside it.

use crate::value::Value;
use crate::{Engine, Error, Location, Result, Step, Store, sqlite};
use futures_util::TryStreamExt as _;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};

/// Kept by the migrator of each database for itself.
const OWN: &str = "schema_step";

/// Rows written to the file in one transaction.
const CHUNK: usize = 5_000;

/// A table and its columns, as both engines know them.
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
}

impl Table {
    fn columns(&self) -> String {
        self.columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
    }
    fn select(&self) -> String {
        format!("SELECT {} FROM \"{}\"", self.columns(), self.name)
    }
}

/// The tables of a SQLite file, but for the migrator's.
pub(crate) fn tables(file: &Connection) -> Result<Vec<Table>> {
    let mut found = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let own = |name: &String| name != OWN && !name.starts_with("sqlite_");
    let table = |name: String| {
        let mut columns = file.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
        let columns = columns.query_map([&name], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(Table { name, columns })
    };
    names.into_iter().filter(own).map(table).collect()
}

/// How many rows each table of a SQLite file has.
///
/// # Errors
/// When it cannot be opened or read.
pub fn rows_by_table(path: &Path) -> Result<BTreeMap<String, i64>> {
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let count = |table: Table| {
        let rows =
            file.query_row(&format!("SELECT COUNT(*) FROM \"{}\"", table.name), [], |row| row.get(0))?;
        Ok((table.name, rows))
    };
    tables(&file)?.into_iter().map(count).collect()
}

impl Store {
    /// How many rows each table has.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn rows_by_table(&self) -> Result<BTreeMap<String, i64>> {
        let postgres = match &self.shared.engine {
            Engine::Sqlite(sqlite) => {
                let path = sqlite.path().to_owned();
                let task = tokio::task::spawn_blocking(move || rows_by_table(&path));
                return task.await.map_err(|error| Error::fault(error.to_string()))?;
            }
            Engine::Postgres(postgres) => postgres,
        };
        let client = postgres.client().await?;
        let names = "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()";
        let mut counts = BTreeMap::new();
        for row in client.query(names, &[]).await? {
            let name: String = row.get(0);
            if name != OWN {
                let count = client.query_one(&format!("SELECT COUNT(*) FROM \"{name}\""), &[]).await?;
                counts.insert(name, count.get(0));
            }
        }
        Ok(counts)
    }

    /// Writes every row of a PostgreSQL database into a new SQLite file with the same tables.
    pub(crate) async fn save_as_sqlite(&self, target: &Path, steps: &[Step]) -> Result<()> {
        let file = Store::open(&Location::File(target), self.shared.clock.clone(), self.shared.standing)?;
        file.migrate(steps).await?;
        drop(file); // its writer has ended, and with it the write-ahead log
        let Engine::Postgres(postgres) = &self.shared.engine else {
            return Err(Error::fault("a SQLite file is copied as it is"));
        };
        let target = target.to_owned();
        let save = move |client: &deadpool_postgres::Object, runtime: &tokio::runtime::Handle| {
            let file = Connection::open(&target)?;
            runtime.block_on(client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))?;
            for table in tables(&file)? {
                runtime.block_on(save_table(client, &file, &table))?;
            }
            runtime.block_on(client.batch_execute("COMMIT"))?;
            // one file, nothing beside it
            file.query_row("PRAGMA journal_mode=DELETE", [], |_| Ok(()))?;
            Ok(())
        };
        postgres.on_thread(save).await
    }

    /// Fills an empty PostgreSQL database, whose tables are there, from a SQLite file of the same steps.
    ///
    /// # Errors
    /// When there are rows already; those of both engines. Nothing stays of a load that failed.
    pub async fn load_from_sqlite(&self, source: &Path) -> Result<()> {
        if self.rows_by_table().await?.values().any(|rows| *rows > 0) {
            return Err(Error::fault("the database is not empty"));
        }
        let Engine::Postgres(postgres) = &self.shared.engine else {
            return Err(Error::fault("a SQLite file is put in its place as it is"));
        };
        let source = source.to_owned();
        let load = move |client: &deadpool_postgres::Object, runtime: &tokio::runtime::Handle| {
            let file = Connection::open_with_flags(source, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            runtime.block_on(client.batch_execute("BEGIN"))?;
            for table in tables(&file)? {
                runtime.block_on(load_table(client, &file, &table))?;
            }
            Ok(runtime.block_on(client.batch_execute("COMMIT"))?)
        };
        postgres.on_thread(load).await
    }
}

async fn save_table(client: &tokio_postgres::Client, file: &Connection, table: &Table) -> Result<()> {
    let places: Vec<String> = (1..=table.columns.len()).map(|number| format!("?{number}")).collect();
    let insert =
        format!("INSERT INTO \"{}\" ({}) VALUES ({})", table.name, table.columns(), places.join(", "));
    let mut insert = file.prepare(&insert)?;
    let none: [&(dyn ToSql + Sync); 0] = [];
    let mut rows = std::pin::pin!(client.query_raw(&table.select(), none).await?);
    file.execute_batch("BEGIN")?;
    let mut written = 0;
    while let Some(row) = rows.try_next().await? {
        let values: Vec<Value> =
            (0..row.len()).map(|column| row.try_get(column)).collect::<Result<_, _>>()?;
        insert.execute(rusqlite::params_from_iter(&values))?;
        written += 1;
        if written % CHUNK == 0 {
            file.execute_batch("COMMIT; BEGIN")?;
        }
    }
    Ok(file.execute_batch("COMMIT")?)
}

async fn load_table(client: &tokio_postgres::Client, file: &Connection, table: &Table) -> Result<()> {
    let kinds: Vec<Type> = client
        .prepare(&table.select())
        .await?
        .columns()
        .iter()
        .map(|column| column.type_().clone())
        .collect();
    let copy = format!("COPY \"{}\" ({}) FROM STDIN BINARY", table.name, table.columns());
    let sink = client.copy_in(&copy).await?;
    let mut writer = std::pin::pin!(BinaryCopyInWriter::new(sink, &kinds));
    let mut select = file.prepare(&table.select())?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let value = |(column, kind): (usize, &Type)| of_kind(sqlite::read(row.get_ref(column)?)?, kind);
        let values: Vec<Value> = kinds.iter().enumerate().map(value).collect::<Result<_>>()?;
        writer.as_mut().write_raw(values.iter().map(|value| value as &(dyn ToSql + Sync))).await?;
    }
    writer.finish().await?;
    Ok(())
}

/// SQLite keeps keys as bytes: what PostgreSQL calls a key becomes one again.
fn of_kind(value: Value, kind: &Type) -> Result<Value> {
    match value {
        Value::Bytes(bytes) if *kind == Type::UUID => {
            let bytes = bytes.try_into().map_err(|_| Error::fault("a key that has not 16 bytes"))?;
            Ok(Value::Key(kernel::Key(u128::from_be_bytes(bytes))))
        }
        value => Ok(value),
    }
}
