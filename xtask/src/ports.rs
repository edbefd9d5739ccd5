//! Ports of this machine, checked before a long build and not after it.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, bail};

/// Fails when a port is taken, and names the flag that chooses another.
pub fn free(port: u16, flag: &str) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("Port {port} is in use; choose another with {flag}")
        }
        Err(error) => bail!("Port {port} cannot be opened ({error}); choose another with {flag}"),
    }
}

/// Two different ports that nobody uses now.
pub fn any_two() -> Result<(u16, u16)> {
    // Both are held until both are known, or the system may hand out one twice.
    let listeners = (any()?, any()?);
    Ok((listeners.0.local_addr()?.port(), listeners.1.local_addr()?.port()))
}

fn any() -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("this machine gives no port on 127.0.0.1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_with_the_way_out() -> Result<()> {
        let taken = any()?;
        let port = taken.local_addr()?.port();
        let message = free(port, "--port").map_err(|error| error.to_string());
        assert_eq!(message, Err(format!("Port {port} is in use; choose another with --port")));
        drop(taken);
        free(port, "--port")
    }

    #[test]
    fn two_ports_are_never_the_same() -> Result<()> {
        let (one, two) = any_two()?;
        assert_ne!(one, two);
        Ok(())
    }
}
