//! PostgreSQL: serializable writes that are run again when the server could not order them, snapshot reads.

use crate::snapshot::{Link, Snapshot};
use crate::value::{FromRow, Row, Value};
use crate::{Error, Result};
use deadpool_postgres::{ClientWrapper, Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio_postgres::NoTls;
use tokio_postgres::types::{FromSql, Type};

/// How often a write is run again before it is given up as busy.
const TRIES: u32 = 8;
/// Begins a write beside others.
const SHARED: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE schema_step IN ROW SHARE MODE";
/// Begins a write that waits for all others.
const ALONE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE schema_step IN EXCLUSIVE MODE";
/// Threads that hold a connection and wait for the server.
const CONNECTIONS: usize = 16;

pub(crate) struct Postgres {
    pool: Pool,
    turns: Arc<Semaphore>,
    schema: Option<String>,
}

impl Postgres {
    /// `address` is a connection string as libpq takes it.
    pub(crate) fn open(address: &str, schema: Option<&str>) -> Result<Self> {
        let mut config: tokio_postgres::Config =
            address.parse().map_err(|_| Error::fault("the database address cannot be read"))?;
        config.connect_timeout(Duration::from_secs(5));
        if let Some(schema) = schema {
            config.options(format!("-c search_path={schema}"));
        }
        let manager =
            Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .wait_timeout(Some(Duration::from_secs(5)))
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .build()
            .map_err(|error| Error::fault(error.to_string()))?;
        let turns = Arc::new(Semaphore::new(CONNECTIONS));
        Ok(Self { pool, turns, schema: schema.map(str::to_owned) })
    }

    /// Runs `f` on a thread that may wait, with a connection of its own. `f` leaves no transaction open when all went
    /// well.
    pub(crate) async fn on_thread<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Object, &Handle) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Error::Busy)?;
        let pool = self.pool.clone();
        let task = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let runtime = Handle::current();
            let client = runtime.block_on(pool.get())?;
            let outcome = catch_unwind(AssertUnwindSafe(|| f(&client, &runtime)));
            let committed = matches!(outcome, Ok(Ok(_)));
            if !committed && runtime.block_on(client.batch_execute("ROLLBACK")).is_err() {
                drop(Object::take(client)); // a broken connection does not go back
            }
            outcome.unwrap_or_else(|panic| {
                Err(Error::fault(format!("panic: {}", crate::sqlite::panic_words(&*panic))))
            })
        });
        task.await.map_err(|error| Error::fault(error.to_string()))?
    }

    /// One read-only snapshot.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        given: crate::OwnedGiven,
        f: impl FnOnce(&Snapshot<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.on_thread(move |client, runtime| {
            runtime.block_on(client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))?;
            let snapshot = Snapshot::new(Link::Postgres { client, runtime }, given.borrow());
            let value = f(&snapshot)?;
            runtime.block_on(client.batch_execute("COMMIT"))?;
            Ok(value)
        })
        .await
    }

    /// One serializable transaction, run again while the server asks for it. The first time it shares the server with
    /// others; the next time it waits until it is alone, so that many who want the same thing at once all get an
    /// answer. The lock comes before the first statement, and with it the snapshot (PostgreSQL, 13.3.1).
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        given: crate::OwnedGiven,
        f: impl Fn(Snapshot<'_>) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        let f = Arc::new(f);
        for attempt in 0..TRIES {
            let (given, f) = (given.clone(), Arc::clone(&f));
            let begin = if attempt == 0 { SHARED } else { ALONE };
            let outcome = self
                .on_thread(move |client, runtime| {
                    runtime.block_on(client.batch_execute(begin))?;
                    let value = f(Snapshot::new(Link::Postgres { client, runtime }, given.borrow()))?;
                    runtime.block_on(client.batch_execute("COMMIT"))?;
                    Ok(value)
                })
                .await;
            match outcome {
                Err(Error::Again) => {
                    let jitter = kernel::random_u64() % (4 << attempt);
                    tokio::time::sleep(Duration::from_millis(jitter)).await;
                }
                outcome => return outcome,
            }
        }
        Err(Error::Busy)
    }

    /// The schema that all tables lie in, where it is not the server's usual one.
    pub(crate) fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// Clears away the rows that are gone from the tables of the own schema: those of others on the same server can
    /// be many, and whoever works on them would be waited for.
    pub(crate) async fn vacuum(&self) -> Result<()> {
        let client = self.client().await?;
        let own = "SELECT string_agg(quote_ident(relname), ', ') FROM pg_class \
                   WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
        let tables: Option<String> = client.query_one(own, &[]).await?.get(0);
        match tables {
            Some(tables) => Ok(client.batch_execute(&format!("VACUUM {tables}")).await?),
            None => Ok(()),
        }
    }

    /// For the migrator: plain text in one transaction under a lock that only one program holds.
    pub(crate) async fn client(&self) -> Result<Object> {
        Ok(self.pool.get().await?)
    }
}

pub(crate) async fn fetch<T: FromRow>(client: &ClientWrapper, text: &str, args: &[Value]) -> Result<Vec<T>> {
    let statement = client.prepare_cached(text).await?;
    let args: Vec<&(dyn tokio_postgres::types::ToSql + Sync)> = args.iter().map(|value| value as _).collect();
    let rows = client.query(&statement, &args).await?;
    rows.iter()
        .map(|row| {
            let values =
                (0..row.len()).map(|column| row.try_get::<_, Value>(column)).collect::<Result<_, _>>()?;
            T::from_row(&mut Row::new(values))
        })
        .collect()
}

pub(crate) async fn execute(client: &ClientWrapper, text: &str, args: &[Value]) -> Result<u64> {
    let statement = client.prepare_cached(text).await?;
    let args: Vec<&(dyn tokio_postgres::types::ToSql + Sync)> = args.iter().map(|value| value as _).collect();
    Ok(client.execute(&statement, &args).await?)
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(
        kind: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(match *kind {
            Type::INT8 => Self::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(kind, raw)?.into()),
            Type::BYTEA => Self::Bytes(raw.to_vec()),
            Type::UUID => Self::Key(kernel::Key(u128::from_be_bytes(raw.try_into()?))),
            Type::TEXT | Type::VARCHAR | Type::NAME => Self::Text(String::from_sql(kind, raw)?),
            _ => return Err(format!("{kind} is no type of ours: CAST it").into()),
        })
    }
    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Null)
    }
    fn accepts(_: &Type) -> bool {
        true // decided in from_sql, where the message can say what to do
    }
}
