@consultation
Feature: Consultation
  A trader asks where its filings stand, by MRN or by transport document, and may have the notifications of the last 30 days sent again.
  It learns nothing about the filings of others.

  @CNS-01 @role-any @IE3Q05 @IE3R08 @source-catalogue
  Scenario: By MRN
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader asks about the filing of the trader by its MRN
    Then the trader receives IE3R08 that says exactly: filing accepted, master consignment complete, ENS complete
    And the answer names MRN and documents of the filing of the trader
    And no notification comes along

  @CNS-02 @role-any @IE3F11 @IE3Q05 @IE3R08 @source-catalogue
  Scenario: By master and by house document
    Given a trader that pulls its messages
    And the trader has a registered IE3F11
    When the trader asks about the filing of the trader by its master document
    Then the trader receives IE3R08 that says exactly: master consignment complete, ENS complete
    And the answer names MRN and documents of the filing of the trader
    When the trader asks about the filing of the trader by its house document
    Then the trader receives IE3R08 that says exactly: house consignment linked
    And the answer names MRN and documents of the filing of the trader

  @CNS-03 @role-any @IE3Q05 @IE3N99 @source-catalogue
  Scenario Outline: Somebody else's filing, by its <key>
    Given a trader that pulls its messages
    And another trader that pulls its messages
    And the trader has a registered IE3F11
    When the other trader asks about the filing of the trader by its <key>
    Then the other trader receives IE3N99 for CNS02 or the like at /IE3Q05/<place>
    And the other trader receives nothing more

    Examples:
      | key             | place                            |
      | MRN             | MRN                              |
      | master document | transportDocument/documentNumber |

  @CNS-04 @role-any @IE3Q05 @IE3R08 @IE3N03 @IE3N10 @own-customs @source-catalogue
  Scenario: With the notifications of the last 30 days
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And customs has found no risk
    And the trader has received IE3N03 for its filing
    When the trader asks for its filing and all notifications about it
    Then the trader receives IE3R08 that says exactly: filing accepted, master consignment complete, ENS complete
    And IE3N03 comes along
    When the clock of customs moves on by 31 days
    And the trader amends the description of the goods
    Then the trader receives IE3N10 for its amendment
    When the trader asks for its filing and all notifications about it
    Then the trader receives IE3R08 that says exactly: filing accepted, master consignment complete, ENS complete
    And IE3N10 comes along

  @CNS-05 @role-any @IE3Q05 @IE3N99 @source-catalogue @inferred
  Scenario: Two keys at once
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader asks about its filing by its MRN and its master document
    Then the trader receives IE3N99 for R3028 (unused) or the like at /IE3Q05

  @CNS-06 @role-any @IE3Q05 @IE3N99 @source-field-F-15
  Scenario: Somebody asks in the name of another
    Given a trader that pulls its messages
    And another trader that pulls its messages
    And the trader has a registered IE3F10
    When the other trader asks about the filing of the trader in the name of the trader
    Then the other trader receives IE3N99 for CNS02 or the like at /IE3Q05/requester/identificationNumber
