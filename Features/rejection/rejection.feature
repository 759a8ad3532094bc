@rejection
Feature: Filings that do not follow the message table
  What is wrong with the content comes back as a message, with one error for every fault.

  @REJ-02 @IE3F10 @IE3N99
  Scenario: A mandatory class is missing
    Given a trader that pulls its messages
    When the trader files an IE3F10 that leaves out declarant
    Then customs acknowledges with a valid receipt
    And the trader receives IE3N99 with code 13 at /IE3F10/declarant

  @REJ-04 @IE3F10 @IE3N99
  Scenario: A code that no list has
    Given a trader that pulls its messages
    When the trader files an IE3F10 with the code 7 in reEntryIndicator
    Then customs acknowledges with a valid receipt
    And the trader receives IE3N99 with code 12 at /IE3F10/reEntryIndicator
