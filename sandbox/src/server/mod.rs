//! What needs a machine: sockets for the API and for the site, the state file, and requests to partners.

mod machine;
mod site;
mod state_file;

use std::fmt::Write as _;
use std::future::{Future, pending};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::account::{Account, Options};
use crate::router::router;
use crate::seed::{TOKEN, USER};
pub use machine::Machine;
use site::site;
use state_file::StateFile;

/// A response that never arrives must not block the end of the program.
const GRACE_PERIOD: Duration = Duration::from_millis(500);

/// The configuration of a server.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The API's port; 0 takes a free one.
    pub port: u16,
    /// The folder of the site, if there is one.
    pub site: Option<PathBuf>,
    /// The site's port; 0 takes a free one.
    pub site_port: u16,
    /// The options of the account.
    pub options: Options,
    /// The state file, if there is one.
    pub state: Option<PathBuf>,
}

/// Bound sockets that are not served yet.
pub struct Server {
    account: Account,
    state_file: Option<StateFile>,
    api: TcpListener,
    api_origin: String,
    site: Option<Site>,
}

/// The socket, the origin and the router.
type Site = (TcpListener, String, Router);

impl Server {
    /// Binds the sockets. The error is one sentence.
    pub async fn bind(config: Config) -> Result<Self, String> {
        let Config { port, site: folder, site_port, mut options, state } = config;
        let (api, api_origin) = listen(port).await?;
        let mut served = None;
        if let Some(folder) = folder {
            if !folder.is_dir() {
                return Err(format!("The folder {} does not exist.", folder.display()));
            }
            let (listener, origin) = listen(site_port).await?;
            let pages = site(&folder, &api_origin, options.seed);
            options.cors.push(origin.clone());
            served = Some((listener, origin, pages));
        }
        options.api_base = format!("{api_origin}/v1");
        let (state_file, account) = match state {
            None => (None, Account::with(options)),
            Some(path) => StateFile::open(path, options).map(|(file, account)| (Some(file), account))?,
        };
        Ok(Self { account, state_file, api, api_origin, site: served })
    }

    /// The account behind the API.
    pub fn account(&self) -> Account {
        self.account.clone()
    }

    /// The address of the API, with `/v1`.
    pub fn api(&self) -> String {
        format!("{}/v1", self.api_origin)
    }

    /// The address of the site, if there is one.
    pub fn site(&self) -> Option<String> {
        self.site.as_ref().map(|(_, origin, _)| format!("{origin}/"))
    }

    /// The start line for programs.
    pub fn start_json(&self) -> Value {
        json!({"site": self.site(), "api": self.api(), "token": TOKEN, "user": USER})
    }

    /// The start lines for people.
    pub fn start_text(&self) -> String {
        let mut text = String::from("Oneflow sandbox\n");
        if let Some(site) = self.site() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  site   {site}");
        }
        let _ = write!(text, "  api    {}\n  token  {TOKEN}\n  user   {USER}", self.api());
        text
    }

    /// Serves until `shutdown` completes; running requests get a moment to finish.
    pub async fn serve(self, shutdown: impl Future<Output = ()>) -> io::Result<()> {
        let Self { account, mut state_file, api, site, .. } = self;
        let (ending, ended) = watch::channel(());
        let stopped = async {
            shutdown.await;
            let _ = ending.send(());
            tokio::time::sleep(GRACE_PERIOD).await;
        };
        let result = tokio::select! {
            result = serve(api, router(account.clone()), site, ended) => result,
            () = account.deliver() => Ok(()),
            () = save_changes(state_file.as_mut(), &account) => Ok(()),
            () = stopped => Ok(()),
        };
        state_file.map_or(Ok(()), |mut file| file.save(&account)).and(result)
    }
}

/// Serves both addresses; after the shutdown only running requests are completed.
async fn serve(api: TcpListener, router: Router, site: Option<Site>, ended: watch::Receiver<()>) -> io::Result<()> {
    let until = |mut ended: watch::Receiver<()>| async move {
        // An error means that the sender was dropped, which is an end, too.
        let _ = ended.changed().await;
    };
    let api = axum::serve(api, router).with_graceful_shutdown(until(ended.clone()));
    let Some((listener, _, pages)) = site else { return api.await };
    let site = axum::serve(listener, pages).with_graceful_shutdown(until(ended));
    tokio::try_join!(async { api.await }, async { site.await }).map(|_| ())
}

async fn save_changes(state_file: Option<&mut StateFile>, account: &Account) {
    match state_file {
        Some(file) => file.save_changes(account).await,
        None => pending().await,
    }
}

async fn listen(port: u16) -> Result<(TcpListener, String), String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let explain = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("Port {port} is in use; choose another or 0 for a free one.")
        }
        _ => format!("Port {port} cannot be used: {error}."),
    };
    let listener = TcpListener::bind(address).await.map_err(explain)?;
    let bound = listener.local_addr().map_err(explain)?;
    Ok((listener, format!("http://{bound}")))
}
