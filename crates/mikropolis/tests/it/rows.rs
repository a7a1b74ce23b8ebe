//! All rows of both databases, as text: to see that nothing changed, or that nothing is left.

use rusqlite::types::ValueRef;
use std::collections::BTreeMap;
use std::path::Path;
use testkit::Town;

/// Table by table, each row as one line.
pub type Rows = BTreeMap<String, Vec<String>>;

/// Everything, of every community.
pub async fn all(town: &Town) -> Rows {
    let folder = town.folder();
    if folder.join("mikropolis.db").exists() {
        let mut rows = sqlite(&folder.join("mikropolis.db"));
        rows.extend(sqlite(&folder.join("sealed.db")));
        return rows;
    }
    postgres(town).await
}

/// What lies in one community, without what is noted of mere visits.
pub async fn of_community(town: &Town) -> Rows {
    let own = town.community.to_string();
    let mut rows = all(town).await;
    for lines in rows.values_mut() {
        lines.retain(|line| line.contains(&own));
    }
    rows
}

/// Loses what a sealed table holds, as if the power had gone between the two databases.
pub async fn lose_sealed(town: &Town, table: &str) {
    let file = town.folder().join("sealed.db");
    if file.exists() {
        let database = rusqlite::Connection::open(&file).expect("a database");
        database.execute(&format!("DELETE FROM {table}"), []).expect("a table");
        return;
    }
    let address = std::env::var(store::scratch::POSTGRES).expect("a server is named");
    let (client, connection) =
        tokio_postgres::connect(&address, tokio_postgres::NoTls).await.expect("the server answers");
    let connection = tokio::spawn(connection);
    let open = schema(&client, town).await;
    client.execute(&format!("DELETE FROM {open}_sealed.{table}"), &[]).await.expect("a table");
    drop(client);
    connection.await.expect("the connection ends").expect("without a fault");
}

fn sqlite(file: &Path) -> Rows {
    let database = rusqlite::Connection::open(file).expect("a database");
    let mut tables = database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .expect("the schema");
    let names = tables.query_map([], |row| row.get::<_, String>(0)).expect("tables");
    let names: Vec<String> = names.map(|name| name.expect("a name")).collect();
    let read = |name: &String| {
        let mut select = database.prepare(&format!("SELECT * FROM {name}")).expect("a table");
        let columns = select.column_count();
        let line = |row: &rusqlite::Row<'_>| {
            let cells = (0..columns).map(|at| row.get_ref(at).map(cell));
            cells.collect::<rusqlite::Result<Vec<String>>>().map(|cells| cells.join(" | "))
        };
        let lines = select.query_map([], line).expect("rows");
        (name.clone(), lines.map(|line| line.expect("a row")).collect())
    };
    names.iter().map(read).collect()
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

async fn postgres(town: &Town) -> Rows {
    let address = std::env::var(store::scratch::POSTGRES).expect("a server is named");
    let (client, connection) =
        tokio_postgres::connect(&address, tokio_postgres::NoTls).await.expect("the server answers");
    let connection = tokio::spawn(connection);
    let mut rows = Rows::new();
    let open = schema(&client, town).await;
    for schema in [open.clone(), format!("{open}_sealed")] {
        let tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = $1";
        for table in client.query(tables, &[&schema]).await.expect("tables") {
            let table: String = table.get(0);
            let select = format!("SELECT to_jsonb(t)::text FROM {schema}.{table} t");
            let lines = client.query(select.as_str(), &[]).await.expect("rows");
            rows.insert(format!("{schema}.{table}"), lines.iter().map(|line| plain(line.get(0))).collect());
        }
    }
    drop(client);
    connection.await.expect("the connection ends").expect("without a fault");
    rows
}

/// The schema in which this town lies.
async fn schema(client: &tokio_postgres::Client, town: &Town) -> String {
    let candidates = "SELECT table_schema FROM information_schema.tables
                      WHERE table_name = 'community' AND table_schema LIKE 'test\\_%'";
    for row in client.query(candidates, &[]).await.expect("schemas") {
        let schema: String = row.get(0);
        let here = format!("SELECT 1 FROM {schema}.community WHERE community_id = $1");
        // other towns come and go meanwhile
        let found = client.query(here.as_str(), &[&town.community.0]).await;
        if found.is_ok_and(|found| !found.is_empty()) {
            return schema;
        }
    }
    panic!("no schema holds this town");
}

/// Bytes are written as `\x…`; as text they can be searched.
fn plain(line: String) -> String {
    let mut out = String::new();
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once("\"\\\\x") {
        let (digits, tail) = after.split_once('"').unwrap_or((after, ""));
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes: Vec<u8> = digits.as_bytes().chunks(2).filter_map(byte).collect();
        out += before;
        out += &String::from_utf8_lossy(&bytes);
        rest = tail;
    }
    out + rest
}
