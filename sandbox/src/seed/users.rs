//! Users, workspaces, and the rights of each user.

use crate::model::{Access, Right, User, Workspace};

pub const SALES: u64 = 7001;
pub const PARTNERS: u64 = 7002;
pub const LEGAL: u64 = 7003;
pub const FAULTS: u64 = 7004;

/// The main user, one who may not create contracts, one who also sees the faults, one who has left, and an
/// administrator.
#[rustfmt::skip]
pub fn users() -> Vec<User> {
    use Right::{Create, See};
    let open = [SALES, PARTNERS, LEGAL];
    let all = [SALES, PARTNERS, LEGAL, FAULTS];
    let gone = user(6004, "nils.gone@example.com", "Nils Gone", "Account manager", &open, Create);
    let administrator = user(6005, "eva.strand@example.com", "Eva Strand", "Head of operations", &open, Create);
    vec![
        user(6001, "siri.lund@example.com", "Siri Lund", "Account manager", &open, Create),
        user(6002, "ola.nordin@example.com", "Ola Nordin", "Controller", &open, See),
        user(6003, "mira.holm@example.com", "Mira Holm", "Quality engineer", &all, Create),
        User { active: false, ..gone },
        User { admin: true, ..administrator },
    ]
}

fn user(
    id: u64,
    email: &'static str,
    name: &'static str,
    title: &'static str,
    workspaces: &[u64],
    right: Right,
) -> User {
    let access = workspaces.iter().map(|&workspace| Access { workspace, right });
    User { id, email, name, title, active: true, admin: false, access: access.collect() }
}

/// The workspaces.
pub fn workspaces() -> Vec<Workspace> {
    let workspace = |id, name: &str, description| Workspace { id, name: name.to_owned(), description };
    vec![
        workspace(SALES, "Sales Nordics", "Contracts with customers in the Nordic countries"),
        workspace(PARTNERS, "Partners", "Resellers and framework partners"),
        workspace(LEGAL, "Legal", "Agreements that Legal keeps"),
        workspace(FAULTS, "Faults", "Templates whose names say what goes wrong"),
    ]
}
