//! What several test files share.
#![allow(dead_code, missing_docs, reason = "each test file uses a part of it")]

pub mod customer;
pub mod postgres;

use anyhow::Result;
use oneflow_broker::store::Store;
use tempfile::TempDir;

/// A store of its own for a test, and the folder that it lives in.
pub struct TestStore {
    pub store: Store,
    pub url: String,
    _folder: Option<TempDir>,
}

pub async fn sqlite() -> Result<Option<TestStore>> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("broker.db").display());
    Ok(Some(TestStore { store: Store::connect(&url).await?, url, _folder: Some(folder) }))
}

pub async fn postgres() -> Result<Option<TestStore>> {
    let Some(url) = postgres::database().await? else { return Ok(None) };
    Ok(Some(TestStore { store: Store::connect(&url).await?, url, _folder: None }))
}

/// Runs each test on both databases.
#[macro_export]
macro_rules! on_both {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[test]
            fn $name() -> anyhow::Result<()> {
                $crate::support::run(async || match $crate::support::sqlite().await? {
                    Some(test) => super::$name(test).await,
                    None => Ok(()),
                })
            })*
        }
        mod postgres {
            $(#[test]
            fn $name() -> anyhow::Result<()> {
                $crate::support::run(async || match $crate::support::postgres().await? {
                    Some(test) => super::$name(test).await,
                    None => Ok(()),
                })
            })*
        }
    };
}

/// A client of a test, which needs no TLS, but a provider of it.
pub fn client() -> reqwest::ClientBuilder {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy()
}

pub fn run(test: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(test())
}
