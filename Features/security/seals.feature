@security @role-it
Feature: Seals
  Customs takes a message only when its seal is whole, of a trusted authority, and registered for the sender.

  @SEC-03 @source-ICD-Annex-4 @inferred
  Scenario: A filing without a seal
    Given a trader that pulls its messages
    When the trader files an IE3F10 without a seal
    Then customs refuses it with EBMS:0103
    And nothing is delivered to customs

  @SEC-04 @source-ICD-Annex-4
  Scenario: A document altered after sealing
    Given a trader that pulls its messages
    When the trader files an IE3F10 whose document is altered after sealing
    Then customs refuses it with EBMS:0101
    And the refusal speaks of "stated"
    And the refusal speaks of "computed"
    And nothing is delivered to customs

  @SEC-08 @source-ICD-5.1.1
  Scenario: A seal that nobody registered
    Given a trader whose seal nobody registered in UUM&DS
    When the trader files an IE3F10
    Then customs refuses it with EBMS:0004 A001
    And nothing is delivered to customs

  @SEC-12 @IE3F10 @IE3R01 @source-ICD-4.4.2
  Scenario: A service provider files for a client
    Given a trader that pulls its messages
    When the trader files an IE3F10 on behalf of the client DE9876543210
    Then the trader receives IE3R01 with the MRN of its filing
