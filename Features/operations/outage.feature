@operations @role-it
Feature: One side is away
  What could not be sent is sent later, what waits is kept, and what is urgent goes first: class A before B before C.

  @OPS-01 @IE3F10 @IE3N06 @source-ICD-3.3.2.6
  Scenario: The backlog of the trader
    Given a trader that pulls its messages
    And customs is out of order for the trader
    When the trader has an IE3F10 and then an IE3N06 to send and customs works again
    Then customs has the IE3N06 before the IE3F10

  @OPS-01b @IE3N03 @IE3Q02 @IE3N09 @source-ICD-3.3.2.6
  Scenario: The backlog of customs after its own outage
    Given a trader that customs pushes to
    And the trader holds an AEOS authorisation
    And the trader has filed an IE3F10
    And the trader has received IE3R01 with the MRN of its filing
    And customs is out of order for the trader
    When customs warns of a control, asks for information and finds no risk, in this order
    And customs works again for the trader
    Then the trader gets IE3N03 before IE3Q02 before IE3N09

  @OPS-02 @IE3N03 @IE3Q02 @IE3N09 @source-ICD-3.3.2.6
  Scenario: The backlog of customs after an outage of the trader
    Given a trader that pulls its messages
    And the trader holds an AEOS authorisation
    And the trader has filed an IE3F10
    And the trader has received IE3R01 with the MRN of its filing
    When customs warns of a control, asks for information and finds no risk, in this order
    Then the trader gets IE3N03 before IE3Q02 before IE3N09

  @OPS-05 @IE3F10 @IE3R01 @source-ICD-5.6
  Scenario: A filing during maintenance
    Given a trader that pulls its messages
    And customs is in maintenance when the trader next sends something
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And the trader sent it 2 times under one message id
    And customs has the filing once
    And the trader receives IE3R01 with the MRN of its filing

  @OPS-05b @IE3F10 @IE3R01 @source-ICD-5.6
  Scenario: What waits during maintenance
    Given a trader that pulls its messages
    And the trader has filed an IE3F10
    And customs is out of order for the trader
    When the trader looks for messages
    Then customs still has IE3R01 for the trader
    When customs works again for the trader
    Then the trader receives IE3R01 with the MRN of its filing
