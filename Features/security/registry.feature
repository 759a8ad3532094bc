@security @role-it
Feature: The registry of sealing certificates
  Customs asks UUM&DS for every message whether the seal is registered for its sender. While nobody answers, nothing is taken, and the sender tries later.

  @SEC-10 @own-customs @IE3F10 @IE3R01 @source-ICD-Annex-4
  Scenario: UUM&DS does not answer
    Given a trader that pulls its messages
    And UUM&DS is out of order
    When the trader files an IE3F10
    Then customs refuses it with EBMS:0004 A003
    And the trader sends it again under the same message id
    And nothing is delivered to customs
    When UUM&DS works again
    And the trader files an IE3F10 a little later
    Then customs acknowledges with a valid receipt
    And the trader receives IE3R01 with the MRN of its filing
