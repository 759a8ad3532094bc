Feature: Our ledger

  Scenario: Every filing is booked
    Given a trader that pulls its messages
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And our ledger has 1 entry
