@invalidation
Feature: Invalidation
  A trader withdraws its own filing until the goods are presented. After 200 days without arrival customs does it by itself.

  @INV-01 @role-any @IE3Q04 @IE3R07 @source-catalogue
  Scenario: A filing is invalidated
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader invalidates its filing
    Then the trader receives IE3R07 with the MRN of its filing
    And the filing of the trader is invalidated
    And the trader receives nothing more

  @INV-02 @role-any @IE3Q04 @IE3N01 @source-catalogue @inferred
  Scenario: Somebody else's filing, and one that does not exist
    Given a trader that pulls its messages
    And another trader that pulls its messages
    And the trader has a registered IE3F10
    When the other trader invalidates the filing of the trader
    Then the other trader receives IE3N01 for INV02 or the like at /IE3Q04/declarant/identificationNumber
    And the filing of the trader is accepted
    When the trader invalidates under an MRN that customs never gave
    Then the trader receives IE3N01 for INV01 or the like at /IE3Q04/MRN
    And the trader receives nothing more

  @INV-03 @role-rc @IE3F50 @IE3Q04 @IE3N01 @source-catalogue
  Scenario: Presented goods
    Given a trader that pulls its messages
    And the trader has a registered IE3F50
    And the goods of the trader have been presented to customs
    When the trader invalidates its filing
    Then the trader receives IE3N01 for INV04 or the like at /IE3Q04/MRN
    And the filing of the trader is accepted

  @INV-04 @role-any @IE3Q04 @IE3R07 @IE3N01 @source-catalogue @inferred
  Scenario: Invalidated twice
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And the trader has invalidated its filing
    And the trader has received IE3R07 with the MRN of its filing
    When the trader invalidates its filing once more
    Then the trader receives IE3N01 for INV04 or the like at /IE3Q04/MRN

  @INV-05 @role-any @IE3Q04 @IE3N99 @source-catalogue
  Scenario: A request that does not follow the message table
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader invalidates its filing and names no declarant
    Then the trader receives IE3N99 for structure (missing) at /IE3Q04/declarant
    And the refusal to the trader names the MRN of its filing
    And the filing of the trader is accepted

  @INV-06 @role-any @own-customs @source-catalogue
  Scenario: 200 days pass
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the clock of customs moves on by 199 days
    Then the filing of the trader is accepted
    When the clock of customs moves on by 1 day
    Then the filing of the trader is invalidated
    And the trader receives nothing more

  @INV-07 @role-mc @role-hf @IE3F12 @IE3F15 @IE3Q04 @IE3R07 @source-catalogue @inferred
  Scenario: A master filing is invalidated under its house
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    And the forwarder has filed an IE3F15 under the master of the carrier
    And the forwarder has received IE3R01 with the MRN of its filing
    And the ENS of the carrier is complete
    When the carrier invalidates its filing
    Then the carrier receives IE3R07 with the MRN of its filing
    And the filing of the forwarder is pending linking
    And the filing of the forwarder is accepted
    And the forwarder receives nothing more

  @INV-08 @role-mc @IE3Q04 @IE3R07 @IE3R01 @source-catalogue @inferred
  Scenario: The same documents are filed again
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And the trader has invalidated its filing
    And the trader has received IE3R07 with the MRN of its filing
    When the trader files the same again
    Then the trader receives IE3R01 with the MRN of its filing
    And the filing of the trader is accepted
