//! Debian's real `PostgreSQL`, started for the tests of one process in a folder of its own.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use sqlx::{AnyConnection, Connection as _, Executor as _};
use tokio::sync::OnceCell;

/// The server ends with standard input, that is, with the process of the tests, however that ends.
const SCRIPT: &str = r#"
"$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 || exit 1
"$1/postgres" -D "$2/data" -h 127.0.0.1 -p "$3" -k "$2" -F -c max_connections=200 >>"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT "$server"
wait "$server"
rm -rf "$2"
"#;
static SERVER: OnceCell<Option<Server>> = OnceCell::const_new();
static DATABASES: AtomicU32 = AtomicU32::new(1);

struct Server {
    /// Its standard input keeps the server alive.
    _shell: Child,
    port: u16,
}

/// The address of a new database; nothing where no `PostgreSQL` is installed, which is a failure where `CI` is true.
pub async fn database() -> Result<Option<String>> {
    let Some(server) = SERVER.get_or_try_init(start).await? else { return Ok(None) };
    let name = format!("broker_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let mut connection = AnyConnection::connect(&server.address("postgres")).await?;
    connection.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
    Ok(Some(server.address(&name)))
}

impl Server {
    fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }
}

async fn start() -> Result<Option<Server>> {
    let Some(programs) = programs() else {
        ensure!(std::env::var("CI").as_deref() != Ok("true"), "no PostgreSQL is installed");
        eprintln!("no PostgreSQL is installed: its tests are skipped");
        return Ok(None);
    };
    sqlx::any::install_default_drivers();
    let folder = tempfile::Builder::new().prefix("broker-postgres").tempdir()?.keep();
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let mut shell = Command::new("sh");
    shell.args(["-c", SCRIPT, "sh"]).arg(&programs).arg(&folder).arg(port.to_string());
    if let Some((user, group)) = unprivileged(&folder)? {
        chown(&folder, Some(user), Some(group))?;
        shell.uid(user).gid(group);
    }
    let shell = shell.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let server = Server { _shell: shell, port };
    for _ in 0..600 {
        if AnyConnection::connect(&server.address("postgres")).await.is_ok() {
            return Ok(Some(server));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("PostgreSQL did not start: {}", fs::read_to_string(folder.join("log")).unwrap_or_default())
}

/// Where Debian, or whoever installed it, put the programs.
fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").ok().into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = debian.chain(std::env::split_paths(&path));
    folders.find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// `PostgreSQL` refuses to run as root: then it is the user of Debian's package, or nobody.
fn unprivileged(folder: &Path) -> Result<Option<(u32, u32)>> {
    if fs::metadata(folder)?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let id = |name: &str| {
        let line = users.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        let mut ids = line.split(':').skip(1).map(str::parse::<u32>);
        Some((ids.next()?.ok()?, ids.next()?.ok()?))
    };
    id("postgres").or_else(|| id("nobody")).context("there is no unprivileged user").map(Some)
}
