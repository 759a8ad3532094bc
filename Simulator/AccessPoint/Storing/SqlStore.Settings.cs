namespace Ics2.AccessPoint.Storing;

internal abstract partial class SqlStore
{
    public IReadOnlyDictionary<string, string> Settings(string prefix) =>
        Read(session =>
                session.Query(
                    "SELECT name, value FROM setting WHERE substr(name, 1, @length) = @prefix",
                    row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
                    ("@length", prefix.Length),
                    ("@prefix", prefix)
                )
            )
            .ToDictionary(StringComparer.Ordinal);

    public Task PutSettingAsync(string name, string value) => WriteOneAsync(session => Set(session, name, value));

    private static int Set(Session session, string name, string value) =>
        session.Execute(
            "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = @value",
            ("@name", name),
            ("@value", value)
        );
}
