//! Ports of this machine.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use anyhow::Result;

/// A port that nothing listens on.
pub fn free() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Binds a port, as soon as whoever had it before is gone.
pub fn bind(port: u16) -> io::Result<TcpListener> {
    for _ in 0..200 {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                listener.set_nonblocking(true)?;
                return Ok(listener);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => std::thread::sleep(Duration::from_millis(10)),
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AddrInUse.into())
}
