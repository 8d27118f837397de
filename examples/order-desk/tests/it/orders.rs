//! Both places where orders can be say the same.

use order_desk::{Customer, InMemory, Orders, Sqlite};

fn customer(name: &str, email: Option<&str>, phone: Option<&str>) -> Customer {
    Customer { name: Some(name.into()), email: email.map(Into::into), phone: phone.map(Into::into) }
}

#[test]
fn orders_are_found_by_mail_by_telephone_and_by_name_alone() {
    let ada = customer("Ada", Some("ada@example.test"), Some("15550100"));
    let memory = InMemory::default()
        .with(ada.clone(), "A-1", "delivered")
        .with(customer("Grace", None, None), "G-1", "packed")
        .with(ada.clone(), "A-2", "packed");
    let sqlite = Sqlite::in_memory().unwrap();
    sqlite.add(&ada, "A-1", "delivered").unwrap();
    sqlite.add(&customer("Grace", None, None), "G-1", "packed").unwrap();
    sqlite.add(&ada, "A-2", "packed").unwrap();
    let cases: [(Customer, &[&str]); 5] = [
        (customer("A.", Some("ada@example.test"), None), &["A-2", "A-1"]),
        (customer("A.", None, Some("15550100")), &["A-2", "A-1"]),
        (customer("Grace", None, None), &["G-1"]),
        (customer("Ada", Some("other@example.test"), None), &[]),
        (customer("Grace", None, Some("1")), &[]),
    ];
    for (who, expected) in cases {
        for orders in [&memory as &dyn Orders, &sqlite] {
            let found = pollster::block_on(orders.of(&who)).unwrap();
            let numbers: Vec<_> = found.iter().map(|order| order.number.as_str()).collect();
            assert_eq!(numbers, expected, "{who:?}");
        }
    }
}
