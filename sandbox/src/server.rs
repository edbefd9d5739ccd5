//! The sandbox on sockets of this machine: the API, and a site beside it when there is a folder for one.

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
use crate::door::router;
use crate::seed::{TOKEN, USER};
use crate::site::site;
use crate::store::Store;

/// Answers that never come must not keep the program from ending.
const PATIENCE: Duration = Duration::from_millis(500);

/// What to serve where.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// The API's port; 0 takes a free one.
    pub port: u16,
    /// The folder of the site, if there is to be one.
    pub site: Option<PathBuf>,
    /// The site's port; 0 takes a free one.
    pub site_port: u16,
    /// The account.
    pub options: Options,
    /// The file that keeps the account from one run to the next, if there is to be one.
    pub state: Option<PathBuf>,
}

/// Bound sockets, not served yet.
pub struct Server {
    account: Account,
    store: Option<Store>,
    api: TcpListener,
    api_origin: String,
    site: Option<Site>,
}

/// Where it listens, its origin, and what it serves.
type Site = (TcpListener, String, Router);

impl Server {
    /// Binds the sockets. The error is one sentence for whoever started the program.
    pub async fn bind(setup: Setup) -> Result<Self, String> {
        let Setup { port, site: folder, site_port, mut options, state } = setup;
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
        let (store, account) = match state {
            None => (None, Account::with(options)),
            Some(path) => Store::open(path, options).map(|(store, account)| (Some(store), account))?,
        };
        Ok(Self { account, store, api, api_origin, site: served })
    }

    /// The account behind the API.
    pub fn account(&self) -> Account {
        self.account.clone()
    }

    /// The API's address, with `/v1`.
    pub fn api(&self) -> String {
        format!("{}/v1", self.api_origin)
    }

    /// The site's address, if there is a site.
    pub fn site(&self) -> Option<String> {
        self.site.as_ref().map(|(_, origin, _)| format!("{origin}/"))
    }

    /// The start line for programs.
    pub fn facts(&self) -> Value {
        json!({"site": self.site(), "api": self.api(), "token": TOKEN, "user": USER})
    }

    /// The start line for people.
    pub fn welcome(&self) -> String {
        let mut text = String::from("Oneflow's API, as a sandbox on this machine\n");
        if let Some(site) = self.site() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  site   {site}");
        }
        let _ = write!(text, "  api    {}\n  token  {TOKEN}\n  user   {USER}", self.api());
        text
    }

    /// Serves until `stop` is over; running answers get a moment to finish.
    pub async fn serve(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let Self { account, mut store, api, site, .. } = self;
        let (ending, ended) = watch::channel(());
        let stopped = async {
            stop.await;
            let _ = ending.send(());
            tokio::time::sleep(PATIENCE).await;
        };
        let result = tokio::select! {
            result = answer(api, router(account.clone()), site, ended) => result,
            () = account.deliver() => Ok(()),
            () = keep(store.as_mut(), &account) => Ok(()),
            () = stopped => Ok(()),
        };
        store.map_or(Ok(()), |mut store| store.save(&account)).and(result)
    }
}

/// Serves both addresses; after the end was told, only what has begun is still answered.
async fn answer(api: TcpListener, router: Router, site: Option<Site>, ended: watch::Receiver<()>) -> io::Result<()> {
    let until = |mut ended: watch::Receiver<()>| async move {
        // An error says that the sender is gone, which also ends it.
        let _ = ended.changed().await;
    };
    let api = axum::serve(api, router).with_graceful_shutdown(until(ended.clone()));
    let Some((listener, _, pages)) = site else { return api.await };
    let site = axum::serve(listener, pages).with_graceful_shutdown(until(ended));
    tokio::try_join!(async { api.await }, async { site.await }).map(|_| ())
}

async fn keep(store: Option<&mut Store>, account: &Account) {
    match store {
        Some(store) => store.keep(account).await,
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
