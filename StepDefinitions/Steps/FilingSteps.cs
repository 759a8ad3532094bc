namespace Ics2.StepDefinitions.Steps;

/// <summary>Filings that customs has on record when a scenario begins: filed, and answered with IE3R01.</summary>
/// <param name="cast">The traders of the scenario.</param>
/// <param name="paperwork">Writes the filings.</param>
/// <param name="receiving">Takes the IE3R01.</param>
[Binding]
public sealed class FilingSteps(Cast cast, Paperwork paperwork, ReceivingSteps receiving)
{
    private const string Master = "consignmentMasterLevel/";
    private const string House = Master + "consignmentHouseLevel/";

    /// <summary>Any.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d)$")]
    public Task Registered(Player who, string message) => RegisterAsync(who, paperwork.Filing(who, message));

    /// <summary>For a sea voyage.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) for a sea voyage$")]
    public Task BySea(Player who, string message) => RegisterAsync(who, paperwork.Filing(who, message, Paperwork.IsBySea));

    /// <summary>With two containers or more, by sea.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) with several containers$")]
    public Task WithContainers(Player who, string message) => RegisterAsync(who, paperwork.Filing(who, message, HasContainers));

    /// <summary>One that the playbook of customs asks twice about (LRN <c>RFI2-</c>).</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) that customs has two questions about$")]
    public Task Questionable(Player who, string message) => RegisterAsync(who, Marked(who, message, "RFI2-"));

    /// <summary>One that the playbook of customs never answers (LRN <c>MUTE-</c>).</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has filed an (IE3F\\d\\d) that customs does not answer$")]
    public Task Unanswered(Player who, string message) => cast.LodgeAsync(who, Marked(who, message, "MUTE-"));

    /// <summary>With so many houses.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    /// <param name="houses">How many.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) with (\\d+) houses$")]
    public Task WithHouses(Player who, string message, int houses) => RegisterAsync(who, paperwork.Filing(who, message, houses: houses));

    /// <summary>Carried by another trader.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    /// <param name="carrier">Who carries.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) carried by (the [a-z ]+)$")]
    public Task CarriedBy(Player who, string message, Player carrier)
    {
        var draft = paperwork.Filing(who, message);
        return RegisterAsync(who, draft.Set((draft.Text(Master + "carrier/identificationNumber") is null ? House : Master) + "carrier/identificationNumber", carrier.Eori));
    }

    /// <summary>A master filing that names who has to file the house.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="forwarder">Who is awaited.</param>
    [Given("^(the [a-z ]+?) has a registered IE3F12 that awaits the house of (the [a-z ]+)$")]
    public Task Awaiting(Player who, Player forwarder) =>
        RegisterAsync(who, paperwork.Filing(who, "IE3F12", Paperwork.IsBySea).Set(Master + "supplementaryDeclarant/identificationNumber", forwarder.Eori));

    /// <summary>The house filing that links with that (lifecycle 2.1).</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="master">Who filed the master.</param>
    [Given("^(the [a-z ]+?) has a registered IE3F15 under the master of (the [a-z ]+)$")]
    public Task Under(Player who, Player master) => RegisterAsync(who, paperwork.Filing(who, "IE3F15", HasContainers)
        .Remove(House + "supplementaryDeclarant")
        .Set(House + "carrier/identificationNumber", master.Eori)
        .Set(House + "transportDocumentMasterLevel/documentNumber", master.Filing.Draft!.Text(Master + "transportDocumentMasterLevel/documentNumber")!));

    private static bool HasContainers(Draft draft) => Paperwork.IsBySea(draft) && Paperwork.Containers(draft).Count > 1;

    private Draft Marked(Player who, string message, string prefix)
    {
        var draft = paperwork.Filing(who, message);
        return draft.Set("LRN", prefix + draft.Text("LRN")![^12..]);
    }

    private async Task RegisterAsync(Player who, Draft draft)
    {
        await cast.LodgeAsync(who, draft);
        await receiving.Registered(who);
    }
}
